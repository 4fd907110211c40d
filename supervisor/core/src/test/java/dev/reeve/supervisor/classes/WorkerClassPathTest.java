package dev.reeve.supervisor.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.testing.CompiledClasses;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerClassPathTest {
  private static final String PLAIN =
      """
      package com.example;
      public class Plain {}
      """;

  @TempDir Path folder;

  @Test
  void a_program_on_the_class_path_gives_workers_its_class_path() {
    WorkerClassPath classPath = WorkerClassPath.of(List.of(Path.of("more")), null);
    List<Path> own = ownEntries();
    assertThat(classPath.own()).isEqualTo(own);
    own.add(Path.of("more").toAbsolutePath());
    assertThat(classPath.all()).isEqualTo(own);
  }

  private static List<Path> ownEntries() {
    List<Path> own = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      own.add(Path.of(entry).toAbsolutePath());
    }
    return own;
  }

  @Test
  void the_loader_of_the_thread_that_starts_the_pool_counts() throws Exception {
    Path classes = CompiledClasses.compile(folder.resolve("web app"), PLAIN);
    try (URLClassLoader loader = new ChildFirst(new URL[] {classes.toUri().toURL()})) {
      WorkerClassPath classPath = withContext(loader, () -> WorkerClassPath.of(List.of(), null));
      assertThat(classPath.own().get(0)).isEqualTo(classes);
      assertThat(classPath.own()).containsAll(ownEntries());
      assertThat(classPath.has(loader.loadClass("com.example.Plain"))).isTrue();
    }
  }

  @Test
  void the_entries_of_a_plain_loader_come_after_those_of_its_parent_as_it_asks_it_first()
      throws Exception {
    Path classes = CompiledClasses.compile(folder.resolve("app"), PLAIN);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      WorkerClassPath classPath = withContext(loader, () -> WorkerClassPath.of(List.of(), null));
      assertThat(classPath.own().get(classPath.own().size() - 1)).isEqualTo(classes);
    }
  }

  @Test
  void a_container_whose_loader_has_reeve_and_the_program_gives_workers_both() throws Exception {
    Path classes = CompiledClasses.compile(folder.resolve("classes"), PLAIN);
    List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
    for (Path entry : ownEntries()) {
      urls.add(entry.toUri().toURL());
    }
    try (URLClassLoader loader = new ChildFirst(urls.toArray(new URL[0]))) {
      List<?> own = ownAsSeenBy(loader);
      assertThat(own.contains(classes)).isTrue();
      assertThat(own.toString()).contains("jackson-databind", "commons-exec");
    }
  }

  @Test
  void a_loader_that_tells_nothing_is_refused_with_the_remedy() throws Exception {
    try (Silent loader = new Silent()) {
      assertThatThrownBy(() -> ownAsSeenBy(loader))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll(
              "workers cannot be started",
              "Silent",
              "dev.reeve.worker.TaskHandler",
              "SupervisorBuilder.classpath(…)");
      assertThat(seenBy(loader, ownEntries()).toString()).contains("jackson-databind");
    }
  }

  private static List<?> ownAsSeenBy(ClassLoader loader) throws Exception {
    return seenBy(loader, List.of());
  }

  private static List<?> seenBy(ClassLoader loader, List<Path> named) throws Exception {
    Class<?> type = loader.loadClass(WorkerClassPath.class.getName());
    Object classPath = type.getMethod("of", List.class, Path.class).invoke(null, named, null);
    return (List<?>) type.getMethod("all").invoke(classPath);
  }

  @Test
  void jars_in_an_executable_jar_are_unpacked_once_and_removed_when_it_is_gone() throws Exception {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    Path jar = executableJar(folder.resolve("my app.jar"));
    List<String> entries = List.of("BOOT-INF/classes/", "BOOT-INF/lib/a.jar");
    List<Path> first = List.copyOf(UnpackedJars.unpack(jar, entries, cache).values());
    assertThat(first).hasSize(2).allMatch(Files::isRegularFile);
    try (URLClassLoader unpacked =
        new URLClassLoader(new URL[] {first.get(0).toUri().toURL()}, null)) {
      assertThat(unpacked.loadClass("com.example.Plain").getClassLoader()).isSameAs(unpacked);
    }
    assertThat(List.copyOf(UnpackedJars.unpack(jar, entries, cache).values())).isEqualTo(first);
    assertThat(cache.resolve("unpacked")).isDirectoryNotContaining("glob:**.tmp-*");
  }

  @Test
  void what_was_unpacked_of_a_jar_that_is_gone_is_deleted_and_nothing_in_use() throws Exception {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    Path unpacked = Files.createDirectories(cache.resolve("unpacked"));
    Path gone = Files.createDirectory(unpacked.resolve("00-11"));
    Files.writeString(gone.resolve("source"), folder.resolve("gone.jar").toString());
    Files.createFile(unpacked.resolve("00-11.lock"));
    Path jar = executableJar(folder.resolve("app.jar"));
    Path used =
        UnpackedJars.unpack(jar, List.of("BOOT-INF/lib/a.jar"), cache).values().iterator().next();
    assertThat(gone).doesNotExist();
    assertThat(unpacked.resolve("00-11.lock")).doesNotExist();
    Files.delete(jar);
    executableJar(jar);
    UnpackedJars.unpack(jar, List.of("BOOT-INF/lib/a.jar"), cache);
    assertThat(used).as("this program's workers may start at any time").exists();
  }

  @Test
  void the_urls_of_executable_jars_are_read_in_both_forms() throws Exception {
    Path jar = folder.resolve("my app.jar");
    String path = jar.toUri().getRawPath();
    String old = "jar:file:" + path + "!/BOOT-INF/lib/a.jar!/";
    assertThat(Locations.nested(new URL(old)))
        .isEqualTo(new Locations.Nested(jar, "BOOT-INF/lib/a.jar"));
    assertThat(Locations.file(new URL(old))).isNull();
    assertThat(Locations.file(new URL("jar:file:" + path + "!/"))).isEqualTo(jar);
    assertThat(Locations.file(new URL("file:" + jar))).as("with a plain space").isEqualTo(jar);
    assertThat(Locations.file(new URL("https://example.com/a.jar"))).isNull();
  }

  private Path executableJar(Path jar) throws IOException {
    Path classes = CompiledClasses.compile(folder.resolve("boot"), PLAIN);
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("BOOT-INF/classes/com/example/Plain.class"));
      Files.copy(classes.resolve("com/example/Plain.class"), zip);
      zip.putNextEntry(new ZipEntry("BOOT-INF/lib/a.jar"));
      zip.write(new byte[] {1, 2, 3});
    }
    return jar;
  }

  private static <T> T withContext(ClassLoader loader, Supplier<T> action) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return action.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Prefers its own classes, as the loaders of web applications do. */
  private static class ChildFirst extends URLClassLoader {
    ChildFirst(URL[] urls) {
      super(urls, WorkerClassPathTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded == null && !name.startsWith("java.")) {
          try {
            return findClass(name);
          } catch (ClassNotFoundException e) {
            // from the parent, then
          }
        }
        return loaded == null ? super.loadClass(name, resolve) : loaded;
      }
    }
  }

  /** Has Reeve's classes, and tells nobody from where. */
  private static final class Silent extends ChildFirst {
    Silent() {
      super(new URL[0]);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (!name.startsWith("dev.reeve.")) {
        throw new ClassNotFoundException(name);
      }
      try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] file = in.readAllBytes();
        return defineClass(name, file, 0, file.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
