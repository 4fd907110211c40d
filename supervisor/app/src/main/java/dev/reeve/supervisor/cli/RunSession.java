package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.StatusText;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.results.EventLog;
import dev.reeve.supervisor.results.OutputFailure;
import dev.reeve.supervisor.run.RunOutcome;
import dev.reeve.supervisor.run.TaskRun;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One run of the command line, from the first task to the exit code. */
final class RunSession {
  /** Time that events have to be written after a run that was stopped at once. */
  private static final long STALL_MILLIS = 2_000;

  /** By default it would end the JVM. */
  private static final String STATUS_SIGNAL = "USR1";

  private final TaskRun run;
  private final Terminal terminal;
  private final RunReport report;
  private final PendingSignals arriving;
  private final @Nullable EventLog events;
  private final SignalEscalation signals = new SignalEscalation();
  private @Nullable HookRunner hooks;
  private @Nullable RunControlThread control;

  /**
   * @param events null if none are wanted
   */
  RunSession(
      TaskRun run,
      Terminal terminal,
      RunReport report,
      PendingSignals arriving,
      @Nullable EventLog events) {
    this.run = run;
    this.terminal = terminal;
    this.report = report;
    this.arriving = arriving;
    this.events = events;
  }

  /** Has commands called; null for none. */
  RunSession call(@Nullable HookRunner commands) {
    hooks = commands;
    return this;
  }

  /** Has a socket by which others look at the run and steer it. */
  RunSession under(RunControlThread socket) {
    control = socket;
    return this;
  }

  /** Runs to the end; returns the exit code. */
  int run() throws InterruptedException {
    arriving.deliverTo(this::onSignal);
    SignalListener.listen(STATUS_SIGNAL, this::tellStatus);
    RunOutcome outcome = runUnderControl();
    if (hooks != null) {
      hooks.awaitFailures();
    }
    terminal.endProgress();
    int exitCode = report.tell(outcome, endEvents(outcome, ExitCodes.of(outcome, signals.first())));
    if (hooks != null) {
      hooks.runEnded(report.facts(outcome, exitCode));
    }
    terminal.close();
    return exitCode;
  }

  private RunOutcome runUnderControl() throws InterruptedException {
    RunControlThread socket = control;
    if (socket == null) {
      return run.run();
    }
    socket.start();
    try (socket) {
      return run.run();
    }
  }

  /** Returns the exit code, which is another one if the events cannot be written. */
  private int endEvents(RunOutcome outcome, int exitCode) throws InterruptedException {
    if (events == null) {
      return exitCode;
    }
    events.runEnded(outcome.summary(), exitCode);
    OutputFailure failure = events.end(signals.count() > 1 ? STALL_MILLIS : 0);
    if (failure == null || exitCode > ExitCodes.TASKS_FAILED) {
      return exitCode;
    }
    if (failure.kind() == OutputFailure.Kind.READER_GONE) {
      return ExitCodes.READER_GONE;
    }
    terminal.message(failure.message());
    return ExitCodes.CANNOT_WRITE_RESULTS;
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
        if (hooks != null) {
          hooks.stopNow("second signal, " + signal);
        }
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
