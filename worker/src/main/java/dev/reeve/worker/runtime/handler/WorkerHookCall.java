package dev.reeve.worker.runtime.handler;

import dev.reeve.json.Json;
import dev.reeve.worker.WorkerContext;
import dev.reeve.worker.WorkerHook;
import dev.reeve.worker.mapping.TypeBinding;
import org.jspecify.annotations.Nullable;

/** A worker's hook, which is called before the first task and after the last. Task thread. */
public final class WorkerHookCall {
  private final String className;
  private final Json argument;
  private final ClassLoader loader;
  private @Nullable WorkerHook<?> prepared;

  /**
   * Names a hook, whose class is loaded by {@link #open}.
   *
   * @param className binary name
   * @param argument of {@link WorkerHook#initialize}
   */
  public WorkerHookCall(String className, Json argument, ClassLoader loader) {
    this.className = className;
    this.argument = argument;
    this.loader = loader;
  }

  /** Returns the binary name of the hook's class. */
  public String className() {
    return className;
  }

  /**
   * Makes the hook and lets it prepare the worker.
   *
   * @param worker that it prepares
   * @throws Throwable what the class, the constructor or the hook threw
   */
  public void open(WorkerContext worker) throws Throwable {
    WorkerHook<?> made = make();
    initialize(made, worker);
    prepared = made;
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
  private void initialize(WorkerHook<?> hook, WorkerContext worker) throws Exception {
    TypeBinding type = TypeBinding.ofArgument(hook.getClass(), WorkerHook.class, 0);
    ((WorkerHook<Object>) hook).initialize(type.read(argument, "argument"), worker);
  }

  /** Lets the hook clean up if it has prepared the worker; an exception is logged. */
  public void close() {
    try {
      if (prepared != null) {
        prepared.close();
      }
    } catch (Throwable e) { // the worker is ending anyway
      System.err.println("reeve worker: closing " + className + " failed: " + StackText.of(e));
    }
  }
}
