package dev.reeve.supervisor.classes;

import dev.reeve.supervisor.classes.Locations.Nested;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search for the class path of a program whose class loader is not the JVM's own: that of a
 * servlet container, of an executable jar with jars in it, of a build tool.
 */
final class LoaderClassPath {
  /** One class of each library that a worker needs. */
  private static final List<String> NEEDED =
      List.of(
          "dev.reeve.supervisor.Supervisor",
          "dev.reeve.worker.TaskHandler",
          "dev.reeve.json.Json",
          "tools.jackson.databind.ObjectMapper",
          "tools.jackson.core.JsonParser",
          "com.fasterxml.jackson.annotation.JsonProperty",
          "org.apache.commons.exec.CommandLine");

  private final NamedEntries named;
  private final @Nullable Path cacheFolder;
  private final List<URL> beforeJvm = new ArrayList<>();
  private final List<URL> afterJvm = new ArrayList<>();
  private final Set<String> places = new HashSet<>();

  LoaderClassPath(NamedEntries named, @Nullable Path cacheFolder) {
    this.named = named;
    this.cacheFolder = cacheFolder;
  }

  /**
   * Finds it. A plain loader asks its parents first, so its entries come after those of the JVM's
   * class path; those of others come before it, as they are made to prefer their own classes.
   *
   * @param reeve the loader that has Reeve
   * @param context the loader of the thread that starts the pool; it may see more than that
   */
  WorkerClassPath find(ClassLoader reeve, @Nullable ClassLoader context) {
    if (!WorkerClassPath.isOfJvm(reeve)) {
      addLibraries(reeve); // first, so that no other version comes before them
    }
    for (ClassLoader loader : inOrder(reeve, context)) {
      if (loader.getClass().equals(URLClassLoader.class)) {
        afterJvm.addAll(0, urls(loader));
      } else {
        beforeJvm.addAll(urls(loader));
      }
    }
    Map<Nested, Path> unpacked = unpackAll();
    Set<Path> entries = new LinkedHashSet<>();
    addPaths(beforeJvm, unpacked, entries);
    entries.addAll(WorkerClassPath.ofJvm());
    addPaths(afterJvm, unpacked, entries);
    return new WorkerClassPath(new ArrayList<>(entries), named, places);
  }

  private void addLibraries(ClassLoader reeve) {
    List<String> missing = new ArrayList<>();
    for (String name : NEEDED) {
      URL location = location(name, reeve);
      if (location != null) {
        beforeJvm.add(location);
      }
      boolean isFound =
          location != null
              && (Locations.file(location) != null || Locations.nested(location) != null);
      if (!isFound && !named.has(name)) {
        missing.add(name);
      }
    }
    require(missing, reeve);
  }

  private static @Nullable URL location(String name, ClassLoader loader) {
    try {
      CodeSource source = Class.forName(name, false, loader).getProtectionDomain().getCodeSource();
      return source == null ? null : source.getLocation();
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  private static void require(List<String> missing, ClassLoader loader) {
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "workers cannot be started: the class loader %s of this program tells no file that has %s, and classpath(…) names none; name supervisor.jar, or the jar of each, by SupervisorBuilder.classpath(…)"
              .formatted(loader, String.join(", ", missing)));
    }
  }

  /** Returns the loaders of both chains that are not the JVM's, each before its parent. */
  private static Set<ClassLoader> inOrder(ClassLoader reeve, @Nullable ClassLoader context) {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    addChain(context, loaders);
    if (!loaders.contains(reeve)) {
      Set<ClassLoader> contexts = new LinkedHashSet<>(loaders);
      loaders.clear();
      addChain(reeve, loaders);
      loaders.addAll(contexts);
    }
    return loaders;
  }

  private static void addChain(@Nullable ClassLoader loader, Set<ClassLoader> loaders) {
    ClassLoader each = loader;
    while (each != null && !WorkerClassPath.isOfJvm(each)) {
      loaders.add(each);
      each = each.getParent();
    }
  }

  private static List<URL> urls(ClassLoader loader) {
    URL[] found = loader instanceof URLClassLoader known ? known.getURLs() : null;
    return found == null ? List.of() : List.of(found);
  }

  /** Adds the files behind the URLs. */
  private void addPaths(List<URL> urls, Map<Nested, Path> unpacked, Set<Path> paths) {
    for (URL url : urls) {
      Path file = Locations.file(url);
      Nested nested = file == null ? Locations.nested(url) : null;
      file = nested == null ? file : unpacked.get(nested);
      if (file != null) {
        paths.add(file);
        places.add(url.toString());
      }
    }
  }

  /** Unpacks what is in jars: all of a jar at once. */
  private Map<Nested, Path> unpackAll() {
    List<URL> all = new ArrayList<>(beforeJvm);
    all.addAll(afterJvm);
    Map<Path, Set<String>> inJars = new LinkedHashMap<>();
    for (URL url : all) {
      Nested nested = Locations.file(url) == null ? Locations.nested(url) : null;
      if (nested != null) {
        inJars.computeIfAbsent(nested.jar(), unknown -> new LinkedHashSet<>()).add(nested.entry());
      }
    }
    Map<Nested, Path> unpacked = new HashMap<>();
    inJars.forEach((jar, entries) -> unpacked.putAll(unpack(jar, entries)));
    return unpacked;
  }

  private Map<Nested, Path> unpack(Path jar, Set<String> entries) {
    try {
      Map<Nested, Path> unpacked = new HashMap<>();
      UnpackedJars.unpack(jar, List.copyOf(entries), cacheFolder)
          .forEach((entry, path) -> unpacked.put(new Nested(jar, entry), path));
      return unpacked;
    } catch (IOException e) {
      throw new IllegalStateException(
          "workers cannot be started: the jars in %s cannot be unpacked for them: %s; name a folder of this user alone by SupervisorBuilder.cacheFolder(…)"
              .formatted(jar, e.getMessage()),
          e);
    }
  }
}
