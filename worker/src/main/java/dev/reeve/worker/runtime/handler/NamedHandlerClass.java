package dev.reeve.worker.runtime.handler;

import dev.reeve.worker.BatchLimits;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.BatchLimitsOf;
import dev.reeve.worker.mapping.CallableTypes;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A handler class that the supervisor has named; it need be neither public nor registered. */
@SuppressWarnings("rawtypes") // as ServiceLoader has them
final class NamedHandlerClass implements ServiceLoader.Provider<TaskHandler> {
  private final Class<? extends TaskHandler> type;

  private NamedHandlerClass(Class<? extends TaskHandler> type) {
    this.type = type;
  }

  /**
   * Finds the class of a handler, or one whose instances are tasks themselves. If it can't be
   * loaded, returns a stand-in that fails every task.
   */
  static ServiceLoader.Provider<TaskHandler> find(String className, ClassLoader loader) {
    try {
      Class<?> found = Class.forName(className, true, loader);
      if (CallableTypes.is(found) && !TaskHandler.class.isAssignableFrom(found)) {
        return new CallableClass(found);
      }
      Class<? extends TaskHandler> type = found.asSubclass(TaskHandler.class);
      BatchLimits unused = BatchLimitsOf.handler(type); // what makes no sense fails every task
      return new NamedHandlerClass(type);
    } catch (IllegalArgumentException e) {
      return new Missing(String.valueOf(e.getMessage()), e);
    } catch (ClassNotFoundException | ClassCastException | LinkageError e) {
      return new Missing("handler class " + className + " can't be loaded: " + e, e);
    }
  }

  /** Returns a stand-in for two classes that claim one name: neither may run for the other. */
  static ServiceLoader.Provider<TaskHandler> claimedTwice(String name, Class<?> one, Class<?> two) {
    return new Missing(claimedTwiceText(name, one, two), null);
  }

  static String claimedTwiceText(String name, Class<?> one, Class<?> two) {
    return "two handlers have the name \"%s\": %s and %s"
        .formatted(name, one.getName(), two.getName());
  }

  @Override
  public Class<? extends TaskHandler> type() {
    return type;
  }

  @Override
  public TaskHandler get() {
    try {
      return InstanceFactory.make(type);
    } catch (ReflectiveOperationException e) {
      throw new ServiceConfigurationError(
          String.valueOf(e.getMessage()), InstanceFactory.causeOf(e));
    }
  }

  /** Stands in for a class that can't be used, and fails every task with the reason. */
  private record Missing(String reason, @Nullable Throwable cause)
      implements ServiceLoader.Provider<TaskHandler> {
    @Override
    public Class<? extends TaskHandler> type() {
      return TaskHandler.class;
    }

    @Override
    public TaskHandler get() {
      throw new IllegalStateException(reason, cause);
    }
  }
}
