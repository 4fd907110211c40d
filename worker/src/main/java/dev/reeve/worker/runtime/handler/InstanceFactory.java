package dev.reeve.worker.runtime.handler;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/** Makes instances of classes that the supervisor named. */
public final class InstanceFactory {
  private InstanceFactory() {}

  /** By the constructor without parameters, which need not be public. */
  public static <T> T make(Class<T> type) throws ReflectiveOperationException {
    try {
      Constructor<T> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (NoSuchMethodException e) {
      throw new NoSuchMethodException(
          type.getName() + " needs a constructor without parameters; is it static?");
    }
  }

  /** What the constructor itself threw, if it did. */
  public static Throwable causeOf(ReflectiveOperationException e) {
    Throwable cause = e instanceof InvocationTargetException ? e.getCause() : null;
    return cause == null ? e : cause;
  }
}
