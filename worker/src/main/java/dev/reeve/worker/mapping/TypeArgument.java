package dev.reeve.worker.mapping;

import dev.reeve.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the type argument that a class gives to a generic interface, through base classes and other
 * interfaces. By reflection alone: a worker whose handlers take {@link Json} never loads Jackson.
 */
final class TypeArgument {
  private TypeArgument() {}

  /**
   * Returns the type argument at {@code index}; null or a type variable where {@code user} leaves
   * it open.
   */
  static @Nullable Type of(Class<?> user, Class<?> generic, int index) {
    for (Type above : genericSupertypes(user)) {
      Class<?> erased =
          (Class<?>) (above instanceof ParameterizedType type ? type.getRawType() : above);
      if (erased == generic) {
        return argument(above, index);
      }
      if (generic.isAssignableFrom(erased)) {
        Type found = of(erased, generic, index);
        return found instanceof TypeVariable<?> variable
            ? argument(above, Arrays.asList(erased.getTypeParameters()).indexOf(variable))
            : found;
      }
    }
    return null;
  }

  private static List<Type> genericSupertypes(Class<?> type) {
    List<Type> above = new ArrayList<>(Arrays.asList(type.getGenericInterfaces()));
    Type superclass = type.getGenericSuperclass();
    if (superclass != null) {
      above.add(superclass);
    }
    return above;
  }

  private static @Nullable Type argument(Type type, int index) {
    return type instanceof ParameterizedType p && index >= 0
        ? p.getActualTypeArguments()[index]
        : null;
  }
}
