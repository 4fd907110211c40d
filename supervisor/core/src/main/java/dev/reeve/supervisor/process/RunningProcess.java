package dev.reeve.supervisor.process;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A worker's process while it runs and until it is joined. Exit and end of output are two events:
 * the exit decides, then output is read to its end, or given up after a bound.
 */
final class RunningProcess {
  private final WorkerProcess worker;
  private final WorkerKey key;
  private final WorkerEventSequencer events;
  private final Process process;
  private final LaunchContext context;
  private final ProcessTree family; // used on the signal thread alone
  private final PipeThreads threads;
  private final StrayLines strays;
  private final WorkerErrors errors;
  private final @Nullable LastWordsFile lastWords;

  RunningProcess(WorkerProcess worker, Process process, LaunchContext context) {
    this.worker = worker;
    this.key = worker.key();
    this.events = worker.events();
    this.process = process;
    this.context = context;
    this.family = context.family(key, process);
    this.threads = new PipeThreads(key, context.log(), events::protocolBroken);
    WorkerLog log = worker.workerLog();
    this.strays = new StrayLines(key, log.source(key, "stdout"), context.log());
    this.errors = new WorkerErrors(log.source(key, "stderr"));
    this.lastWords = LastWordsFile.create(context.mark(key));
  }

  /**
   * Creates the threads.
   *
   * @throws OutOfMemoryError if the system refuses one; none is left then
   */
  void prepare() {
    try {
      threads.addReader("out", this::readOutput);
      threads.addReader("err", this::readErrors);
      threads.addOther("in", this::writeInput);
      threads.addOther("exit", this::awaitExit);
    } catch (OutOfMemoryError e) {
      threads.dismiss();
      if (lastWords != null) {
        lastWords.close();
      }
      throw e;
    }
  }

  /** Tells that it runs, and lets it talk. */
  void run() {
    events.started(process.pid());
    threads.release();
  }

  void dumpThreads() {
    if (process.isAlive()) {
      context.signals().toProcess("QUIT", process.pid());
    }
  }

  void terminate() {
    if (process.isAlive()) {
      family.terminate();
    }
  }

  void kill() {
    if (process.isAlive()) {
      family.kill();
    }
  }

  private void readOutput() {
    newOutput().readAll(process.getInputStream(), context.maxFrameBytes());
    expectExit("its standard output was closed");
  }

  private WorkerOutput newOutput() {
    return new WorkerOutput(
        events,
        strays,
        worker.workerLog().source(key, "log"),
        worker.diagnosisLog(),
        this::answered);
  }

  /** Whoever has answered has the file for last words open, or will never need it. */
  private void answered() {
    if (lastWords != null) {
      lastWords.forgetName();
    }
  }

  private ToWorker withLastWords(ToWorker message) {
    return lastWords != null && message instanceof ToWorker.Initialize initialize
        ? initialize.withLastWords(lastWords.path().toString())
        : message;
  }

  private void readErrors() {
    errors.readAll(process.getErrorStream());
  }

  private void writeInput() {
    StalledWriteDetector watch =
        new StalledWriteDetector(
            context.limits().write(), context.signalThread(), this::inputStalled);
    try {
      worker
          .input()
          .writeAll(
              process.getOutputStream(),
              context.maxFrameBytes(),
              this::withLastWords,
              watch,
              events);
    } catch (IOException e) {
      expectExit("it does not read its standard input any more (" + e.getMessage() + ")");
    }
  }

  /**
   * On a thread of its own: {@link Process#onExit} completes in the common pool, which others may
   * keep busy for as long as they like.
   */
  private void awaitExit() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody here interrupts
    }
    context.signalThread().execute(this::afterExit);
  }

  private void inputStalled() {
    if (process.isAlive()) {
      events.protocolBroken(
          "it has read nothing from its standard input for " + seconds(context.limits().write()));
    }
  }

  /** Closing a stream is the usual sign of a worker's end; one that lives on is broken. */
  private void expectExit(String otherwise) {
    Duration patience = context.limits().lifeAfterClosing();
    CompletableFuture.delayedExecutor(
            patience.toMillis(), TimeUnit.MILLISECONDS, context.signalThread())
        .execute(
            () -> {
              if (process.isAlive() && !worker.wasShutDown()) {
                events.protocolBroken(otherwise + ", but the process still runs");
              }
            });
  }

  private void afterExit() {
    worker.input().abandon();
    ExitStatus status = new ExitStatus(process.exitValue());
    try {
      family.endLeftBehind(!(worker.wasShutDown() && status.code() == 0));
    } finally { // whatever happens, the worker is joined
      joinAfterOutput(status);
    }
  }

  private void joinAfterOutput(ExitStatus status) {
    long patience = context.limits().outputAfterExit().toMillis();
    var unused =
        threads
            .readersEnd()
            .thenApply(end -> true)
            .completeOnTimeout(false, patience, TimeUnit.MILLISECONDS)
            .thenAccept(complete -> context.signalThread().execute(() -> join(status, complete)));
  }

  private void join(ExitStatus status, boolean complete) {
    if (!complete) {
      context.log().log(
          Level.WARNING,
          key
              + " has ended, but something it started holds its output open;"
              + " what that still writes is not read");
    }
    try {
      hearLastWords();
      if (!events.hasTalked() && !worker.wasStopped()) {
        context.archive().discard(key);
      }
    } finally { // whatever happens, the worker is joined
      events.joined(new WorkerExit(status, complete, errors.tail(), strays.count()));
    }
  }

  private void hearLastWords() {
    events.lastWords(lastWords());
    if (lastWords != null) {
      lastWords.close();
    }
  }

  /** What it has said and not written; nothing once that was heard. */
  List<FromWorker> lastWords() {
    try {
      return lastWords == null ? List.of() : newOutput().lastWords(lastWords.read());
    } catch (IOException e) {
      context.log().log(Level.WARNING, "the last words of " + key + " can't be read: " + e);
      return List.of();
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
