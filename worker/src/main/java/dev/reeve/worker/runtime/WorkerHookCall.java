package dev.reeve.worker.runtime;

import dev.reeve.json.RawJson;
import dev.reeve.worker.Json;
import dev.reeve.worker.WorkerHook;
import dev.reeve.worker.mapping.InvalidPayloadException;
import dev.reeve.worker.mapping.RecordMapper;
import dev.reeve.worker.runtime.handler.InstanceFactory;
import org.jspecify.annotations.Nullable;

/** The hook that the supervisor named: its one call before the first task. Task thread. */
final class WorkerHookCall {
  private final String className;
  private final RawJson argument;
  private final ClassLoader loader;
  private @Nullable WorkerHook<?> opened;

  WorkerHookCall(String className, RawJson argument, ClassLoader loader) {
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
    ((WorkerHook<Object>) hook).initialize(argumentFor(hook.getClass()));
  }

  private @Nullable Object argumentFor(Class<?> type) throws InvalidPayloadException {
    RecordMapper mapper = new RecordMapper();
    return mapper.takesJson(type, WorkerHook.class)
        ? Json.ofUtf8(argument.utf8())
        : mapper.read(argument.utf8(), type, WorkerHook.class, "argument");
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
