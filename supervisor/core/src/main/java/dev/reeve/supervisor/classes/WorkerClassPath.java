package dev.reeve.supervisor.classes;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The class path of workers: the files that this program runs from, Reeve's own among them, and
 * what the settings add. Thread-safe.
 */
public final class WorkerClassPath {
  private final List<Path> own;
  private final NamedEntries named;

  /** Where the class loaders of this program have those classes that are in {@code own}. */
  private final Set<String> places;

  private @Nullable Set<Path> files; // of all entries; made when it is needed, guarded by this

  WorkerClassPath(List<Path> own, NamedEntries named, Set<String> places) {
    this.own = List.copyOf(own);
    this.named = named;
    this.places = Set.copyOf(places);
  }

  /** Makes an empty one. */
  WorkerClassPath() {
    this(List.of(), new NamedEntries(List.of()), Set.of());
  }

  /**
   * Finds the class path of this program.
   *
   * @param added entries that the settings add
   * @param cacheFolder has what is unpacked of jars in jars; null for that of this user
   * @throws IllegalStateException if there are no files of Reeve that workers could use
   */
  public static WorkerClassPath of(List<Path> added, @Nullable Path cacheFolder) {
    NamedEntries named = new NamedEntries(added);
    ClassLoader loader = WorkerClassPath.class.getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (isOfJvm(loader) && !hasUrls(context)) {
      return new WorkerClassPath(ofJvm(), named, Set.of());
    }
    return new LoaderClassPath(named, cacheFolder).find(loader, context);
  }

  /**
   * Returns the entries of the JVM's class path. Modules that this program takes from its module
   * path follow: workers have them on their class path.
   */
  static List<Path> ofJvm() {
    List<Path> entries = new ArrayList<>();
    String own = System.getProperty("java.class.path", "");
    if (!own.isEmpty() || System.getProperty("jdk.module.main") == null) {
      addAll(own, entries);
    }
    if (System.getProperty("jdk.module.path") != null) {
      ModulePath.addTo(entries);
    }
    return entries;
  }

  /** Adds the entries of a class path, of which an empty one is the working directory. */
  private static void addAll(String classPath, List<Path> entries) {
    int start = 0;
    while (start <= classPath.length()) {
      int end = classPath.indexOf(File.pathSeparatorChar, start);
      end = end < 0 ? classPath.length() : end;
      entries.add(Path.of(classPath.substring(start, end)).toAbsolutePath());
      start = end + 1;
    }
  }

  /** Returns whether a class of this loader comes from the JVM's own class path or modules. */
  @SuppressWarnings("ReferenceEquality") // class loaders are equal only if they are the same
  static boolean isOfJvm(@Nullable ClassLoader loader) {
    return loader == null
        || loader == ClassLoader.getSystemClassLoader()
        || loader == ClassLoader.getPlatformClassLoader();
  }

  private static boolean hasUrls(@Nullable ClassLoader loader) {
    ClassLoader each = loader;
    while (each != null && !isOfJvm(each)) {
      if (each instanceof URLClassLoader) {
        return true;
      }
      each = each.getParent();
    }
    return false;
  }

  /** Returns the entries that this program runs from. */
  public List<Path> own() {
    return own;
  }

  /** Returns all entries; those that the settings add come last. */
  public List<Path> all() {
    List<Path> all = new ArrayList<>(own);
    all.addAll(named.paths());
    return all;
  }

  /** Returns the entries that the settings add. */
  List<Path> named() {
    return named.paths();
  }

  /** Returns whether workers find this class on their class path. */
  boolean has(Class<?> type) {
    return isOfJvm(type.getClassLoader()) || named.has(type.getName()) || isAtPlace(type);
  }

  private boolean isAtPlace(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null) {
      return isOfReeve(type);
    }
    Path file = Locations.file(location);
    if (file == null) {
      return places.contains(location.toString());
    }
    return files().contains(file.normalize())
        && (!Files.isDirectory(file) || NamedEntries.has(file, type.getName()));
  }

  @SuppressWarnings("ReferenceEquality") // domains are equal only if they are the same
  private static boolean isOfReeve(Class<?> type) {
    return type.getPackageName().startsWith("dev.reeve.")
        && type.getProtectionDomain() == WorkerClassPath.class.getProtectionDomain();
  }

  private synchronized Set<Path> files() {
    Set<Path> made = files;
    if (made == null) {
      made = new HashSet<>();
      for (Path entry : all()) {
        made.add(entry.normalize());
      }
      files = made;
    }
    return made;
  }
}
