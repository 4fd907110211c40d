package dev.reeve.worker.runtime.handler;

import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.HandlerTypes;
import dev.reeve.worker.runtime.StackText;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A handler of a name, and its instance once there is one. All but name and type: task thread. */
@SuppressWarnings("rawtypes")
public // as ServiceLoader gives them
final class RegisteredHandler {
  private final String name;
  private final ServiceLoader.Provider<TaskHandler> provider;
  private @Nullable TaskHandler instance;
  private @Nullable Boolean takesJson;

  RegisteredHandler(String name, ServiceLoader.Provider<TaskHandler> provider) {
    this.name = name;
    this.provider = provider;
  }

  /**
   * @param takesJson as {@link #takesJson()} would find out
   */
  RegisteredHandler(String name, ServiceLoader.Provider<TaskHandler> provider, boolean takesJson) {
    this(name, provider);
    this.takesJson = takesJson;
  }

  String name() {
    return name;
  }

  public Class<? extends TaskHandler> type() {
    return provider.type();
  }

  /** Whether it takes its payload as JSON text. */
  public boolean takesJson() {
    if (takesJson == null) {
      takesJson = HandlerTypes.takesJson(type());
    }
    return takesJson;
  }

  /**
   * The one instance, made at the first call.
   *
   * @throws Throwable what the constructor threw; the next call tries again
   */
  TaskHandler<?, ?> instance() throws Throwable {
    TaskHandler made = instance;
    if (made == null) {
      made = make();
      instance = made;
    }
    return made;
  }

  /** Closes the instance if there is one that can be closed; what that throws is logged. */
  void close() {
    if (instance instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Throwable e) { // an Error too: other handlers want to be closed
        System.err.println("reeve worker: closing " + name + " failed: " + StackText.of(e));
      }
    }
  }

  private TaskHandler make() throws Throwable {
    try {
      return provider.get();
    } catch (ServiceConfigurationError e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
