package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.cli.terminal.ProgressLine;
import dev.reeve.supervisor.cli.terminal.ProgressPainter;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.cli.terminal.TerminalInfo;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.results.OutputFailure;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.supervisor.results.ResultWriter;
import dev.reeve.supervisor.run.ResumeFilter;
import dev.reeve.supervisor.run.TaskPump;
import dev.reeve.supervisor.run.TaskReceiver;
import dev.reeve.supervisor.run.TaskWindow;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One run, from the first task to the exit code. */
final class RunSession {
  /** After a second signal, how long a reader of results may stall us still. */
  private static final Duration READER_PATIENCE = Duration.ofSeconds(2);

  private final RunSetup setup;
  private final Terminal terminal;
  private final Supervisor supervisor;
  private final ResultWriter writer;
  private final TaskPump pump;
  private final ResumeFilter resume;
  private final SignalEscalation ladder = new SignalEscalation();

  RunSession(
      RunSetup setup,
      Terminal terminal,
      Supervisor supervisor,
      List<RecordOutput> outputs,
      ResumeFilter resume) {
    this.resume = resume;
    this.setup = setup;
    this.terminal = terminal;
    this.supervisor = supervisor;
    this.writer = new ResultWriter(outputs, setup.output().keepsOrder(), this::onOutputFailure);
    TaskWindow window = TaskWindow.forHeap(Runtime.getRuntime().maxMemory());
    this.pump =
        new TaskPump(setup.job(), resume, TaskReceiver.of(supervisor), window, writer::accept);
  }

  /** Runs to the end; returns the exit code. */
  int run() throws InterruptedException {
    try {
      return runToTheEnd();
    } catch (RuntimeException | Error e) {
      stopAfter(e);
      throw e;
    }
  }

  /** What comes of a fault must not hide it. */
  private void stopAfter(Throwable fault) {
    try {
      supervisor.stopNow("internal error");
      supervisor.close();
    } catch (RuntimeException | Error e) {
      fault.addSuppressed(e);
    }
  }

  private int runToTheEnd() throws InterruptedException {
    StopSignalListener.listen(this::onSignal);
    showProgress();
    CompletableFuture<Void> unused = supervisor.stopping().thenAccept(this::onStopping);
    pump.start();
    pump.await();
    tellInputFailure(pump.failure());
    RunSummary summary = supervisor.finish();
    writer.close();
    terminal.endProgress();
    int exitCode = new RunReport(setup, terminal, resume).tell(summary, exitCode(summary));
    terminal.close();
    return exitCode;
  }

  private int exitCode(RunSummary summary) {
    OutputFailure output = writer.failure().orElse(null);
    return ExitCodes.of(
        new ExitCodes.Facts(
            summary, resume.unsuccessful(), ladder.first(), output, pump.failure()));
  }

  private void showProgress() {
    TerminalInfo around = setup.streams().surroundings();
    if (!setup.output().hasProgress(around, setup.verbosity())) {
      return;
    }
    boolean redraw = around.errTerminal() && around.control();
    ProgressLine line = new ProgressLine(this::tasksToRun);
    terminal.every(
        redraw ? ProgressPainter.REDRAW_MILLIS : ProgressPainter.APPEND_MILLIS,
        new ProgressPainter(
            supervisor::snapshot, terminal, line, setup.columns(), System::nanoTime, redraw));
  }

  /** −1 if unknown; with a journal at most that many, fewer as more are found to be done. */
  private long tasksToRun() {
    long all = setup.job().totalTasks();
    return all < 0 ? -1 : all - resume.total();
  }

  private void onStopping(RunEnding ending) {
    if (ending == RunEnding.INTERNAL_ERROR) {
      pump.abandon();
    } else {
      pump.stop();
    }
  }

  private void onOutputFailure(OutputFailure failure) {
    supervisor.drain(failure.message());
    if (failure.kind() == OutputFailure.Kind.NOT_WRITTEN) {
      terminal.message(failure.message());
    }
  }

  private void tellInputFailure(@Nullable Throwable failure) {
    if (failure instanceof IOException) {
      terminal.message("no further tasks: " + failure.getMessage());
    } else if (failure != null) {
      terminal.message("no further tasks: " + FaultText.describe(failure));
    }
  }

  private void onSignal(StopSignal signal) {
    switch (ladder.next(signal)) {
      case DRAIN -> {
        supervisor.drain("signal " + signal);
        terminal.message(signal + ": running tasks may finish; a second signal kills them");
      }
      case STOP_NOW -> {
        supervisor.stopNow("second signal, " + signal);
        pump.abandon(READER_PATIENCE);
        writer.abandon(READER_PATIENCE);
        terminal.message(signal + " again: killing the workers");
      }
      case HALT -> Runtime.getRuntime().halt(first(signal).exitCode());
    }
  }

  private StopSignal first(StopSignal latest) {
    StopSignal first = ladder.first();
    return first == null ? latest : first;
  }
}
