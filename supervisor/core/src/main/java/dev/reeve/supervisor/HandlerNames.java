package dev.reeve.supervisor;

import dev.reeve.worker.HandlerName;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names by which tasks refer to handler classes. The first version of a class has the plain
 * name, and later ones have a number, so that tasks get the version for which they were submitted.
 * Not thread-safe.
 */
final class HandlerNames {
  /** Loaded for classes of JShell only. */
  private static final class JShellNames {
    /** The part of a class's name that JShell changes with each version of it. */
    static final Pattern WRAPPER = Pattern.compile("^(REPL\\.\\$JShell\\$\\d+)[A-Z]*");
  }

  private final Map<String, Version> latest = new HashMap<>();

  /**
   * A version of a handler class.
   *
   * @param number from 1
   * @param files the class files that workers were sent for it
   */
  private record Version(String className, int number, Map<String, String> files) {
    String name(String plain) {
      return number == 1 ? plain : plain + "#" + number;
    }
  }

  /** Returns the name of the latest version if it is the same class; else null. */
  @Nullable String ofSame(Class<?> type, Map<String, String> files) {
    String plain = plainName(type);
    Version version = latest.get(plain);
    return version != null
            && version.className().equals(type.getName())
            && version.files().equals(files)
        ? version.name(plain)
        : null;
  }

  /**
   * Returns the name of a version that is new.
   *
   * @throws IllegalArgumentException if the name belongs to another class
   */
  String claim(Class<?> type, Map<String, String> files) {
    String plain = plainName(type);
    Version before = latest.get(plain);
    if (before != null && !base(before.className()).equals(base(type.getName()))) {
      throw new IllegalArgumentException(
          "two handlers have the name \"%s\": %s and %s; change the @HandlerName of one of them"
              .formatted(plain, before.className(), type.getName()));
    }
    if (before != null && files.isEmpty()) {
      throw new IllegalArgumentException(
          "two classes have the name %s: one was sent to the workers, and the one of %s is on their class path; rename one of them, or use another pool"
              .formatted(type.getName(), type.getClassLoader()));
    }
    int number = before == null ? 1 : before.number() + 1;
    Version version = new Version(type.getName(), number, Map.copyOf(files));
    latest.put(plain, version);
    return version.name(plain);
  }

  private static String base(String className) {
    return className.startsWith("REPL.")
        ? JShellNames.WRAPPER.matcher(className).replaceFirst("$1")
        : className;
  }

  private static String plainName(Class<?> type) {
    HandlerName name = type.getAnnotation(HandlerName.class);
    return name == null ? type.getName() : name.value();
  }
}
