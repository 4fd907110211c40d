package dev.reeve.supervisor;

import org.jspecify.annotations.Nullable;

/** The class of an exception that was thrown in a worker, of which only the name is known. */
final class ThrownClass {
  private ThrownClass() {}

  /** Returns whether the class of that name is {@code type}, or is known here as a subclass. */
  static boolean isA(String name, Class<? extends Throwable> type) {
    return name.equals(type.getName())
        || isSubclass(name, type, type.getClassLoader())
        || isSubclass(name, type, Thread.currentThread().getContextClassLoader())
        || isSubclass(name, type, ThrownClass.class.getClassLoader());
  }

  private static boolean isSubclass(
      String name, Class<? extends Throwable> type, @Nullable ClassLoader loader) {
    try {
      return type.isAssignableFrom(Class.forName(name, false, loader));
    } catch (ClassNotFoundException | LinkageError e) {
      return false; // the next loader may have it
    }
  }
}
