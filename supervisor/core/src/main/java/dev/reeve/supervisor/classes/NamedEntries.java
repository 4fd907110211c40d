package dev.reeve.supervisor.classes;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;

/** The entries that the settings add to the workers' class path. Thread-safe. */
final class NamedEntries {
  private final List<Path> paths = new ArrayList<>();
  private final Map<Path, Set<String>> namesInJars = new HashMap<>(); // guarded by this

  NamedEntries(List<Path> entries) {
    for (Path entry : entries) {
      paths.add(entry.toAbsolutePath());
    }
  }

  /** Returns the absolute paths. */
  List<Path> paths() {
    return List.copyOf(paths);
  }

  /** Returns whether one of the entries has a class of that binary name. */
  synchronized boolean has(String className) {
    for (Path path : paths) {
      if (hasIn(path, className)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasIn(Path path, String className) {
    Path folder = path.getParent();
    if (folder != null && path.endsWith("*")) {
      return hasAnyJar(folder, className);
    }
    return Files.isDirectory(path) ? has(path, className) : hasJar(path, className);
  }

  /** Returns whether a folder has a class of that binary name. */
  static boolean has(Path folder, String className) {
    return Files.isRegularFile(folder.resolve(fileOf(className)));
  }

  private static String fileOf(String className) {
    return className.replace('.', '/') + ".class";
  }

  /** Looks at all jars of a folder, as the JVM does for an entry that ends in an asterisk. */
  private boolean hasAnyJar(Path folder, String className) {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.{jar,JAR}")) {
      for (Path jar : jars) {
        if (hasJar(jar, className)) {
          return true;
        }
      }
    } catch (IOException e) {
      return false; // the JVM takes it for empty, too
    }
    return false;
  }

  private boolean hasJar(Path jar, String className) {
    return namesInJars.computeIfAbsent(jar, NamedEntries::namesIn).contains(fileOf(className));
  }

  private static Set<String> namesIn(Path jar) {
    Set<String> names = new HashSet<>();
    try (ZipFile file = new ZipFile(jar.toFile())) {
      file.stream().forEach(entry -> names.add(entry.getName()));
    } catch (IOException e) {
      return Set.of(); // the JVM takes it for empty, too
    }
    return names;
  }
}
