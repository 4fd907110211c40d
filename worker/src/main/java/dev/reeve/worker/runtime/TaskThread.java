package dev.reeve.worker.runtime;

import dev.reeve.protocol.RequestId;
import dev.reeve.worker.runtime.handler.HandlerRegistry;
import dev.reeve.worker.runtime.handler.StackText;
import dev.reeve.worker.runtime.handler.WorkerHookCall;
import org.jspecify.annotations.Nullable;

/**
 * The thread that runs all code of handlers: first the hook if there is one, then the tasks, and at
 * the end it closes the handlers and the hook.
 */
final class TaskThread extends Thread {
  private final Session session;
  private final RequestId initialize;
  private final HandlerRegistry handlers;
  private final @Nullable WorkerHookCall hook;
  private final TaskLoop loop;

  /**
   * Makes the thread, which is not started.
   *
   * @param initialize the request that is answered when the hook has prepared the worker
   */
  TaskThread(
      Session session,
      RequestId initialize,
      HandlerRegistry handlers,
      @Nullable WorkerHookCall hook,
      TaskLoop loop) {
    super("task");
    this.session = session;
    this.initialize = initialize;
    this.handlers = handlers;
    this.hook = hook;
    this.loop = loop;
  }

  @Override
  public void run() {
    try {
      if (hook == null) {
        runTasks();
      } else {
        runWithHook(hook);
      }
    } catch (Throwable e) {
      System.err.println("reeve worker: internal error: " + StackText.of(e));
      session.taskThreadFailed();
    }
  }

  private void runTasks() {
    loop.run();
    handlers.close();
    if (hook != null) {
      hook.close();
    }
    session.tasksEnded();
  }

  private void runWithHook(WorkerHookCall prepared) {
    try {
      prepared.open(session.context());
      session.context().releaseLocks("the hook");
    } catch (Throwable thrown) {
      System.err.println("reeve worker: its hook failed: " + StackText.of(thrown));
      session.hookFailed(initialize, prepared.className(), thrown);
      return;
    }
    session.ready(initialize, handlers);
    runTasks();
  }
}
