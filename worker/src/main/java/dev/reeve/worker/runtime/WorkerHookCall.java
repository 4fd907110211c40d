package dev.reeve.worker.runtime;

import dev.reeve.json.Json;
import dev.reeve.worker.WorkerHook;
import dev.reeve.worker.mapping.TypeBinding;
import dev.reeve.worker.runtime.handler.InstanceFactory;
import dev.reeve.worker.runtime.handler.StackText;
import org.jspecify.annotations.Nullable;

/** The hook that the supervisor named: its one call before the first task. Task thread. */
final class WorkerHookCall {
  private final String className;
  private final Json argument;
  private final ClassLoader loader;
  private @Nullable WorkerHook<?> opened;

  WorkerHookCall(String className, Json argument, ClassLoader loader) {
    this.className = className;
    this.argument = argument;
    this.loader = loader;
  }

  String className() {
    return className;
  }

  /**
   * Prepares the worker.
   *
   * @throws Throwable whatever stood in the way
   */
  void open() throws Throwable {
    WorkerHook<?> made = make();
    initialize(made);
    opened = made;
  }

  private WorkerHook<?> make() throws Throwable {
    try {
      return InstanceFactory.make(
          Class.forName(className, true, loader).asSubclass(WorkerHook.class));
    } catch (ReflectiveOperationException e) {
      throw InstanceFactory.causeOf(e);
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the argument was read for this hook's type
  private void initialize(WorkerHook<?> hook) throws Exception {
    TypeBinding type = TypeBinding.ofArgument(hook.getClass(), WorkerHook.class, 0);
    ((WorkerHook<Object>) hook).initialize(type.read(argument, "argument"));
  }

  /** Cleans up if it was opened; what that throws is logged. */
  void close() {
    try {
      if (opened != null) {
        opened.close();
      }
    } catch (Throwable e) { // the worker is ending anyway
      System.err.println("reeve worker: closing " + className + " failed: " + StackText.of(e));
    }
  }
}
