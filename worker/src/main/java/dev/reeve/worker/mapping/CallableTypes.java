package dev.reeve.worker.mapping;

import dev.reeve.json.Json;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * The JSON forms of classes whose instances are tasks themselves, as an executor service takes
 * them: {@link Callable} and {@link Runnable}. The instance is the request. One without state is
 * sent as an empty object, and the worker creates another one.
 */
public final class CallableTypes {
  private static final Json EMPTY = Json.of("{}");

  private CallableTypes() {}

  /** Returns whether instances of the class are tasks. */
  public static boolean is(Class<?> type) {
    return Callable.class.isAssignableFrom(type) || Runnable.class.isAssignableFrom(type);
  }

  /** Returns the type of what is sent for an instance. */
  public static TypeBinding request(Class<?> type) {
    return TypeBinding.of(hasState(type) ? type : Json.class);
  }

  /** Returns the type of the result. */
  public static TypeBinding result(Class<?> type) {
    return Callable.class.isAssignableFrom(type)
        ? TypeBinding.ofArgument(type, Callable.class, 0)
        : TypeBinding.of(Void.class);
  }

  /** Returns what is sent for an instance, a value of the type {@link #request}. */
  public static Object sent(Object task) {
    return hasState(typeOf(task)) ? task : EMPTY;
  }

  /** Returns the class that is named to workers: that of the enum for a constant with a body. */
  public static Class<?> typeOf(Object task) {
    return task instanceof Enum<?> constant ? constant.getDeclaringClass() : task.getClass();
  }

  /**
   * Returns whether an instance differs from what the constructor without parameters makes. Records
   * and enums count as having state, because they have a JSON form in any case.
   */
  public static boolean hasState(Class<?> type) {
    return type.isRecord() || type.isEnum() || hasFields(type) || !hasPlainConstructor(type);
  }

  /** Returns whether instances use what surrounds their class, so that they cannot be sent. */
  public static boolean isBound(Class<?> type) {
    return ClassWords.isBound(type) && !type.isRecord() && !type.isEnum() && hasState(type);
  }

  private static boolean hasFields(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasPlainConstructor(Class<?> type) {
    return Arrays.stream(type.getDeclaredConstructors())
        .mapToInt(Constructor::getParameterCount)
        .anyMatch(count -> count == 0);
  }
}
