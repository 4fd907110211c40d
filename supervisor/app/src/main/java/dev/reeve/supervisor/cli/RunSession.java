package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.ProgressPainter;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.cli.terminal.TerminalInfo;
import dev.reeve.supervisor.run.RunOutcome;
import dev.reeve.supervisor.run.TaskRun;

/** One run of the command line, from the first task to the exit code. */
final class RunSession {
  private final RunSetup setup;
  private final Terminal terminal;
  private final TaskRun run;
  private final SignalEscalation signals = new SignalEscalation();

  RunSession(RunSetup setup, Terminal terminal, TaskRun run) {
    this.setup = setup;
    this.terminal = terminal;
    this.run = run;
  }

  /** Runs to the end; returns the exit code. */
  int run() throws InterruptedException {
    StopSignalListener.listen(this::onSignal);
    showProgress();
    RunOutcome outcome = run.run();
    terminal.endProgress();
    int exitCode =
        new RunReport(setup, terminal).tell(outcome, ExitCodes.of(outcome, signals.first()));
    terminal.close();
    return exitCode;
  }

  private void showProgress() {
    TerminalInfo around = setup.streams().surroundings();
    if (!setup.output().hasProgress(around, setup.verbosity())) {
      return;
    }
    boolean redraw = around.errTerminal() && around.control();
    terminal.every(
        redraw ? ProgressPainter.REDRAW_MILLIS : ProgressPainter.APPEND_MILLIS,
        new ProgressPainter(run::progress, terminal, setup.columns(), System::nanoTime, redraw));
  }

  private void onSignal(StopSignal signal) {
    switch (signals.next(signal)) {
      case DRAIN -> {
        run.drain("signal " + signal);
        terminal.message(signal + ": running tasks may finish; a second signal kills them");
      }
      case STOP_NOW -> {
        run.stopNow("second signal, " + signal);
        terminal.message(signal + " again: killing the workers");
      }
      case HALT -> Runtime.getRuntime().halt(first(signal).exitCode());
    }
  }

  private StopSignal first(StopSignal latest) {
    StopSignal first = signals.first();
    return first == null ? latest : first;
  }
}
