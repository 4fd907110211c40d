package dev.reeve.worker.runtime.handler;

import dev.reeve.json.Json;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.CallableTypes;
import dev.reeve.worker.mapping.TypeBinding;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A class whose instances are tasks themselves, seen as a handler that takes such instances. */
@SuppressWarnings("rawtypes") // as ServiceLoader has them
final class CallableClass implements ServiceLoader.Provider<TaskHandler> {
  private final Class<?> type;

  CallableClass(Class<?> type) {
    this.type = type;
  }

  String name() {
    return type.getName();
  }

  TypeBinding request() {
    return CallableTypes.request(type);
  }

  TypeBinding result() {
    return CallableTypes.result(type);
  }

  @Override
  public Class<? extends TaskHandler> type() {
    return Caller.class;
  }

  @Override
  public TaskHandler get() {
    return new Caller(type);
  }

  /**
   * The handler.
   *
   * @param type class of the tasks that have no state, for which only an empty object comes
   */
  private record Caller(Class<?> type) implements TaskHandler<Object, Object> {
    @Override
    public @Nullable Object handle(Object request, TaskContext context) throws Exception {
      Object task = request instanceof Json ? make() : request;
      if (task instanceof Callable<?> callable) {
        return callable.call();
      }
      ((Runnable) task).run();
      return null;
    }

    private Object make() throws Exception {
      try {
        return InstanceFactory.make(type);
      } catch (ReflectiveOperationException e) {
        Throwable cause = InstanceFactory.causeOf(e);
        if (cause instanceof Error error) {
          throw error;
        }
        throw cause instanceof Exception exception ? exception : e;
      }
    }
  }
}
