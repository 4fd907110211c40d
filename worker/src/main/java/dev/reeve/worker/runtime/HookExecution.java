package dev.reeve.worker.runtime;

import dev.reeve.protocol.RequestId;
import dev.reeve.worker.runtime.handler.StackText;
import dev.reeve.worker.runtime.handler.TaskErrors;

/**
 * What the task thread does first if there is a hook: run it, and only then let the session begin.
 * The control thread meanwhile sees what the supervisor sends, its end included.
 */
final class HookExecution implements Runnable {
  private final WorkerHookCall hook;
  private final RequestId initialize;
  private final Responses answers;
  private final ProcessExit end;
  private final Runnable session;

  /**
   * @param session what follows if all went well
   */
  HookExecution(
      WorkerHookCall hook,
      RequestId initialize,
      Responses answers,
      ProcessExit end,
      Runnable session) {
    this.hook = hook;
    this.initialize = initialize;
    this.answers = answers;
    this.end = end;
    this.session = session;
  }

  @Override
  public void run() {
    try {
      hook.open();
    } catch (Throwable thrown) {
      fail(thrown);
      return;
    }
    session.run();
  }

  private void fail(Throwable thrown) {
    System.err.println("reeve worker: its hook failed: " + StackText.of(thrown));
    answers.error(initialize, TaskErrors.hookFailed(hook.className(), thrown));
    end.exit(SupervisorLossHandler.EXIT_CODE);
  }
}
