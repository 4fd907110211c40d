package dev.reeve.shared;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * A type with type arguments, which a class literal cannot name. It is named by an empty subclass:
 *
 * <pre>{@code
 * SharedQueue<List<Page>> batches = shared.queue("batches", 100, new TypeRef<List<Page>>() {});
 * }</pre>
 *
 * @param <T> the type
 */
public abstract class TypeRef<T> {
  private final Type type;

  /**
   * Reads the type from the subclass.
   *
   * @throws IllegalArgumentException if the subclass does not name it
   */
  protected TypeRef() {
    this.type = named(getClass());
  }

  private TypeRef(Type type) {
    this.type = type;
  }

  /** Returns a class as a type. */
  public static <T> TypeRef<T> of(Class<T> type) {
    return new Plain<>(type);
  }

  private static final class Plain<T> extends TypeRef<T> {
    Plain(Class<T> type) {
      super(type);
    }
  }

  private static Type named(Class<?> subclass) {
    if (subclass.getSuperclass() == TypeRef.class
        && subclass.getGenericSuperclass() instanceof ParameterizedType above
        && isComplete(above.getActualTypeArguments()[0])) {
      return above.getActualTypeArguments()[0];
    }
    throw new IllegalArgumentException(
        "a TypeRef names its type itself, such as new TypeRef<List<Page>>() {}; a type variable"
            + " is no type");
  }

  private static boolean isComplete(Type type) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        if (!isComplete(argument)) {
          return false;
        }
      }
      return true;
    }
    return !(type instanceof java.lang.reflect.TypeVariable<?>);
  }

  /** Returns the type. */
  public final Type type() {
    return type;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof TypeRef<?> that && type.equals(that.type);
  }

  @Override
  public final int hashCode() {
    return type.hashCode();
  }

  /** Returns the name of the type, with its arguments. */
  @Override
  public final String toString() {
    return type.getTypeName();
  }
}
