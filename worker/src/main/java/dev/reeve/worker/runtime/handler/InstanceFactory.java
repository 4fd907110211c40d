package dev.reeve.worker.runtime.handler;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/** Makes instances of classes that the supervisor has named. */
final class InstanceFactory {
  private InstanceFactory() {}

  /** Makes an instance by the constructor without parameters, which need not be public. */
  static <T> T make(Class<T> type) throws ReflectiveOperationException {
    try {
      Constructor<T> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (NoSuchMethodException e) {
      throw new NoSuchMethodException(
          type.getName()
              + " needs a constructor without parameters; a nested class must be static");
    }
  }

  /** Returns the exception that the constructor itself threw, or else {@code e}. */
  static Throwable causeOf(ReflectiveOperationException e) {
    Throwable cause = e instanceof InvocationTargetException ? e.getCause() : null;
    return cause == null ? e : cause;
  }
}
