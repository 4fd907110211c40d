package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.StatusText;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.run.RunOutcome;
import dev.reeve.supervisor.run.TaskRun;
import java.util.concurrent.CompletableFuture;

/** One run of the command line, from the first task to the exit code. */
final class RunSession {
  /** By default it would end the JVM. */
  private static final String STATUS_SIGNAL = "USR1";

  private final TaskRun run;
  private final Terminal terminal;
  private final RunReport report;
  private final PendingSignals arriving;
  private final SignalEscalation signals = new SignalEscalation();

  RunSession(TaskRun run, Terminal terminal, RunReport report, PendingSignals arriving) {
    this.run = run;
    this.terminal = terminal;
    this.report = report;
    this.arriving = arriving;
  }

  /** Runs to the end; returns the exit code. */
  int run() throws InterruptedException {
    arriving.deliverTo(this::onSignal);
    SignalListener.listen(STATUS_SIGNAL, this::tellStatus);
    RunOutcome outcome = run.run();
    terminal.endProgress();
    int exitCode = report.tell(outcome, ExitCodes.of(outcome, signals.first()));
    terminal.close();
    return exitCode;
  }

  /** Says nothing after the end of the run, which says it all. */
  private void tellStatus() {
    CompletableFuture<Void> unused =
        run.progress().thenAccept(now -> StatusText.of(now).forEach(terminal::message));
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
