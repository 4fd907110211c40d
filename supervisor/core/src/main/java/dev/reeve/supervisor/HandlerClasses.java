package dev.reeve.supervisor;

import java.lang.reflect.Modifier;
import java.util.Arrays;

/** Checks of the classes that a program names as handlers. */
final class HandlerClasses {
  /** Package of the loaders whose classes can get other code while the program runs. */
  private static final String JSHELL = "jdk.jshell.";

  private HandlerClasses() {}

  /** Returns whether the class may get other code: JShell redefines classes in place. */
  static boolean mayChange(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader != null && loader.getClass().getName().startsWith(JSHELL);
  }

  /**
   * Requires a class of which a worker can create an instance.
   *
   * @throws IllegalArgumentException if it is none
   */
  static void requireInstances(Class<?> type) {
    if (type.isHidden()) {
      throw new IllegalArgumentException(
          "a lambda cannot be sent to workers: %s; make the handler a named class"
              .formatted(type.getName()));
    }
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      throw new IllegalArgumentException(
          type.getName()
              + " is abstract, so a worker cannot create an instance of it; name a subclass");
    }
    boolean hasPlainConstructor =
        Arrays.stream(type.getDeclaredConstructors()).anyMatch(c -> c.getParameterCount() == 0);
    if (!hasPlainConstructor) {
      throw new IllegalArgumentException(
          type.getName()
              + " needs a constructor without parameters; a nested class must be static");
    }
  }
}
