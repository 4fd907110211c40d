package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.run.RunOutcome;
import java.util.function.Consumer;

/**
 * The signals that ask a command that stays to end: the first drains it, the second kills its
 * workers, the third ends this process. A command that ends in order when it is told to has done
 * what it should, so its exit code is 0.
 */
final class ServeSignals {
  private final Consumer<String> drain;
  private final Consumer<String> stopNow;
  private final Terminal terminal;
  private final SignalEscalation steps = new SignalEscalation();

  private ServeSignals(Consumer<String> drain, Consumer<String> stopNow, Terminal terminal) {
    this.drain = drain;
    this.stopNow = stopNow;
    this.terminal = terminal;
  }

  /**
   * Registers for INT and TERM.
   *
   * @param drain ends in order; gets the reason
   * @param stopNow kills the workers; gets the reason
   */
  static ServeSignals listen(Consumer<String> drain, Consumer<String> stopNow, Terminal terminal) {
    ServeSignals signals = new ServeSignals(drain, stopNow, terminal);
    for (StopSignal signal : new StopSignal[] {StopSignal.INT, StopSignal.TERM}) {
      SignalListener.listen(signal.name(), () -> signals.onSignal(signal));
    }
    return signals;
  }

  private void onSignal(StopSignal signal) {
    switch (steps.next(signal)) {
      case DRAIN -> {
        drain.accept("signal " + signal);
        terminal.message(signal + ": running tasks may finish; a second signal kills them");
      }
      case STOP_NOW -> {
        stopNow.accept("second signal, " + signal);
        terminal.message(signal + " again: killing the workers");
      }
      case HALT -> Runtime.getRuntime().halt(signal.exitCode());
    }
  }

  /** Returns the exit code of a command that has ended. */
  static int exitCode(RunOutcome outcome, ServeSignals signals) {
    StopSignal first = signals.steps.count() > 1 ? signals.steps.first() : null;
    int code = ExitCodes.of(outcome, first);
    return code == ExitCodes.TASKS_FAILED ? ExitCodes.OK : code;
  }
}
