package dev.reeve.supervisor;

import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.CallableTypes;
import java.util.concurrent.Callable;

/** Checks of the classes whose instances a program gives to an executor service. */
final class CallableClasses {
  private static final String REMEDY =
      "; write a record that implements Callable or Runnable: its components go to the worker";

  private CallableClasses() {}

  /**
   * Requires a class whose instances can run in another process.
   *
   * @throws IllegalArgumentException if it is none; the message tells what to write instead
   */
  static void require(Class<?> type) {
    String name = type.getName();
    refuse(
        type.isHidden() || type.isSynthetic(),
        "a lambda or method reference cannot be sent to a worker: " + name + REMEDY);
    refuse(
        isOfJava(type),
        name
            + " is a class of Java that wraps a task, and cannot be sent to a worker; pass the task"
            + " itself to submit(…), whose future takes callbacks");
    refuse(
        TaskHandler.class.isAssignableFrom(type),
        name + " is a handler; pass its class and a request to Supervisor.submit");
    refuse(
        Callable.class.isAssignableFrom(type) && Runnable.class.isAssignableFrom(type),
        name + " is a Callable and a Runnable, so it is not clear what a worker must call");
    refuse(
        CallableTypes.isBound(type),
        name + " uses variables or objects around it, which no worker has" + REMEDY);
  }

  private static void refuse(boolean isWrong, String problem) {
    if (isWrong) {
      throw new IllegalArgumentException(problem);
    }
  }

  @SuppressWarnings("ReferenceEquality") // class loaders are equal only if they are the same
  private static boolean isOfJava(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }
}
