package dev.reeve.worker.mapping;

import dev.reeve.worker.Json;
import dev.reeve.worker.TaskHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from a handler's class what it takes, through base classes and interfaces. */
public final class HandlerTypes {
  private HandlerTypes() {}

  /** Whether it takes its payload as JSON text, so that nothing has to be mapped. */
  public static boolean takesJson(Class<?> handler) {
    return request(handler) == Json.class;
  }

  /** The type argument for the request; null or a variable where the class leaves it open. */
  private static @Nullable Type request(Class<?> type) {
    for (Type above : genericSupertypes(type)) {
      Class<?> erased =
          (Class<?>) (above instanceof ParameterizedType generic ? generic.getRawType() : above);
      if (erased == TaskHandler.class) {
        return argument(above, 0);
      }
      if (TaskHandler.class.isAssignableFrom(erased)) {
        Type found = request(erased);
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
