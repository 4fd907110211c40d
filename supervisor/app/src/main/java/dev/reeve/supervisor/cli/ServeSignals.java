package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.run.RunOutcome;
import dev.reeve.supervisor.serve.TaskServer;

/**
 * The signals that ask a server to end: the first drains it, the second kills its workers, the
 * third ends this process. A server that ends in order when it is told to has done what it should,
 * so its exit code is 0.
 */
final class ServeSignals {
  private final TaskServer server;
  private final Terminal terminal;
  private final SignalEscalation steps = new SignalEscalation();

  private ServeSignals(TaskServer server, Terminal terminal) {
    this.server = server;
    this.terminal = terminal;
  }

  /** Registers for INT and TERM. */
  static ServeSignals listen(TaskServer server, Terminal terminal) {
    ServeSignals signals = new ServeSignals(server, terminal);
    for (StopSignal signal : new StopSignal[] {StopSignal.INT, StopSignal.TERM}) {
      SignalListener.listen(signal.name(), () -> signals.onSignal(signal));
    }
    return signals;
  }

  private void onSignal(StopSignal signal) {
    switch (steps.next(signal)) {
      case DRAIN -> {
        server.drain("signal " + signal);
        terminal.message(signal + ": running tasks may finish; a second signal kills them");
      }
      case STOP_NOW -> {
        server.stopNow("second signal, " + signal);
        terminal.message(signal + " again: killing the workers");
      }
      case HALT -> Runtime.getRuntime().halt(signal.exitCode());
    }
  }

  /** Returns the exit code of a server that has ended. */
  static int exitCode(RunOutcome outcome, ServeSignals signals) {
    StopSignal first = signals.steps.count() > 1 ? signals.steps.first() : null;
    int code = ExitCodes.of(outcome, first);
    return code == ExitCodes.TASKS_FAILED ? ExitCodes.OK : code;
  }
}
