package dev.reeve.worker.mapping;

import dev.reeve.worker.TaskHandler;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * Check that the modules of a program let requests and results be mapped. Workers have all modules
 * on their class path, so that only the program itself needs it.
 */
public final class ModuleAccess {
  private final Module mapper = ObjectMapper.class.getModule();
  private final Class<?> handler;
  private final Set<Type> checked = new HashSet<>();

  private ModuleAccess(Class<?> handler) {
    this.handler = handler;
  }

  /**
   * Requires that the types which a handler of a module takes and gives can be mapped.
   *
   * @throws IllegalArgumentException if a package would have to be opened; names it
   */
  public static void require(Class<?> handler) {
    ModuleAccess access = new ModuleAccess(handler);
    access.check(TypeArgument.of(handler, TaskHandler.class, 0));
    access.check(TypeArgument.of(handler, TaskHandler.class, 1));
  }

  /** Requires the same for a class whose instances are tasks themselves. */
  public static void requireCallable(Class<?> type) {
    ModuleAccess access = new ModuleAccess(type);
    access.check(CallableTypes.hasState(type) ? type : null);
    access.check(TypeArgument.of(type, Callable.class, 0));
  }

  private void check(@Nullable Type type) {
    if (type == null || !checked.add(type)) {
      return;
    }
    if (type instanceof ParameterizedType generic) {
      check(generic.getRawType());
      for (Type argument : generic.getActualTypeArguments()) {
        check(argument);
      }
    } else if (type instanceof GenericArrayType array) {
      check(array.getGenericComponentType());
    } else if (type instanceof Class<?> plain) {
      checkClass(plain);
    }
  }

  private void checkClass(Class<?> type) {
    if (type.isArray()) {
      check(type.getComponentType());
    } else if (isOfProgram(type)) {
      requireAccess(type);
      Class<?>[] family = type.getPermittedSubclasses();
      for (Class<?> member : family == null ? new Class<?>[0] : family) {
        check(member);
      }
      RecordComponent[] components = type.getRecordComponents();
      for (RecordComponent each : components == null ? new RecordComponent[0] : components) {
        check(each.getGenericType());
      }
    }
  }

  private static boolean isOfProgram(Class<?> type) {
    String module = type.getModule().getName();
    return module != null
        && !type.isEnum()
        && !module.startsWith("java.")
        && !module.startsWith("jdk.")
        && !type.getModule().equals(ModuleAccess.class.getModule())
        && !type.getName().startsWith("dev.reeve.json.");
  }

  private void requireAccess(Class<?> type) {
    String packageName = type.getPackageName();
    boolean isAccessible =
        type.isInterface()
            || type.getModule().isOpen(packageName, mapper)
            || (isPublic(type) && type.getModule().isExported(packageName, mapper));
    if (!isAccessible) {
      throw new IllegalArgumentException(
          "%s cannot be used: its type %s is in the module %s, which does not open the package %s; add \"opens %s to %s;\" to its module-info.java"
              .formatted(
                  handler.getName(),
                  type.getName(),
                  type.getModule().getName(),
                  packageName,
                  packageName,
                  mapper.getName()));
    }
  }

  private static boolean isPublic(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
      if (!Modifier.isPublic(each.getModifiers())) {
        return false;
      }
    }
    return true;
  }
}
