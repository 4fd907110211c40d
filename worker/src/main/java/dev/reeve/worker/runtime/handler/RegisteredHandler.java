package dev.reeve.worker.runtime.handler;

import dev.reeve.json.Json;
import dev.reeve.worker.BatchHandler;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.InvalidValueException;
import dev.reeve.worker.mapping.TypeBinding;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * A handler under its name, and its one instance as soon as a task has asked for it. Name and type:
 * any thread. The rest: task thread.
 */
@SuppressWarnings("rawtypes") // as ServiceLoader gives them
public final class RegisteredHandler {
  private final String name;
  private final ServiceLoader.Provider<TaskHandler> provider;
  private @Nullable TaskHandler instance;
  private final boolean isForJobs;
  private @Nullable TypeBinding request;
  private @Nullable TypeBinding result;

  /**
   * Registers a handler.
   *
   * @param isForJobs whether others than Java programs may read its results
   */
  RegisteredHandler(String name, ServiceLoader.Provider<TaskHandler> provider, boolean isForJobs) {
    this.name = name;
    this.provider = provider;
    this.isForJobs = isForJobs;
    if (provider instanceof CallableClass callable) {
      this.request = callable.request();
      this.result = callable.result();
    }
  }

  /**
   * Registers a handler for jobs whose request type is known without a look at its class.
   *
   * @param request what {@link #request()} returns
   */
  RegisteredHandler(
      String name, ServiceLoader.Provider<TaskHandler> provider, TypeBinding request) {
    this(name, provider, true);
    this.request = request;
  }

  /** Returns its name. */
  public String name() {
    return name;
  }

  Class<? extends TaskHandler> type() {
    return provider.type();
  }

  /** Returns the name of the class by which the supervisor knows it. */
  String className() {
    return provider instanceof CallableClass callable ? callable.name() : type().getName();
  }

  /** Returns whether it works on batches. No built-in handler does, so its class stays unloaded. */
  public boolean isBatch() {
    return !(provider instanceof BuiltInHandler) && BatchHandler.class.isAssignableFrom(type());
  }

  /** Returns the type of its requests. */
  TypeBinding request() {
    TypeBinding made = request;
    if (made == null) {
      made = TypeBinding.ofArgument(type(), TaskHandler.class, 0);
      request = made;
    }
    return made;
  }

  /**
   * Writes a result. A program that has named the handler's class gets it as it was; the results of
   * a handler for jobs need only have a JSON form.
   *
   * @throws InvalidValueException if the result can't be sent
   */
  Json write(@Nullable Object value) throws InvalidValueException {
    TypeBinding made = result;
    if (made == null) {
      made = TypeBinding.ofArgument(type(), TaskHandler.class, 1);
      result = made;
    }
    return isForJobs ? made.writeLoosely(value, "result") : made.write(value, "result");
  }

  /** Returns whether the instance exists, so that a call begins at once. */
  public boolean isPrepared() {
    return instance != null;
  }

  /**
   * Returns the one instance, which the first call makes.
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

  /** Closes the instance if it exists and can be closed; an exception is logged. */
  void close() {
    if (instance instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Throwable e) { // even an Error: the other handlers must be closed, too
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
