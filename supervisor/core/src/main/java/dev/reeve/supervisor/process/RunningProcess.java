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
 * The process of a worker while it runs and until it is joined. After its exit, its output is read
 * to the end, or given up after a time limit, and only then is it joined.
 */
final class RunningProcess {
  private final WorkerProcess worker;
  private final WorkerKey key;
  private final WorkerEventSequencer events;
  private final Process process;
  private final LaunchContext context;
  private final ProcessTree tree; // used on the signal thread only
  private final PipeThreads threads;
  private final WorkerStderr stderr;
  private final @Nullable LastWordsFile lastWords;

  RunningProcess(WorkerProcess worker, Process process, LaunchContext context) {
    this.worker = worker;
    this.key = worker.key();
    this.events = worker.events();
    this.process = process;
    this.context = context;
    this.tree = new ProcessTree(key, process.toHandle(), context);
    this.threads = new PipeThreads(key, context.log(), this::threadFailed);
    this.stderr = new WorkerStderr(worker.stderrLog());
    this.lastWords = LastWordsFile.create(context.starter().workerId(key));
  }

  /**
   * Creates the threads.
   *
   * @throws OutOfMemoryError if the system refuses one; none is left then
   */
  void createThreads() {
    try {
      threads.addReader("out", this::readOutput);
      threads.addReader("err", () -> stderr.readAll(process.getErrorStream()));
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

  /** Announces the process and lets its threads run. */
  void run() {
    events.accept(new WorkerEvent.Started(process.pid()));
    threads.release();
  }

  void dumpThreads() {
    if (process.isAlive()) {
      context.signals().toProcess("QUIT", process.pid());
    }
  }

  void terminate() {
    if (process.isAlive()) {
      tree.terminate();
    }
  }

  void kill() {
    if (process.isAlive()) {
      tree.kill();
    }
  }

  private void threadFailed(Throwable cause) {
    if (cause instanceof OutOfMemoryError e) {
      events.accept(new WorkerEvent.HeapExhausted(e));
    } else {
      breakProtocol("the supervisor's thread on its pipes failed: " + cause);
    }
  }

  private void breakProtocol(String reason) {
    events.accept(new WorkerEvent.ProtocolBroken(reason));
  }

  private void readOutput() {
    newOutput().readAll(process.getInputStream(), context.starter().maxFrameBytes());
    requireExit("its standard output was closed");
  }

  private WorkerOutput newOutput() {
    return new WorkerOutput(
        events, worker.outputLog(), context.longMessages(), this::forgetLastWordsName);
  }

  /** Called at the first message: the worker has opened the file by now, or will never need it. */
  private void forgetLastWordsName() {
    if (lastWords != null) {
      lastWords.forgetName();
    }
  }

  private ToWorker withLastWords(ToWorker message) {
    return lastWords != null && message instanceof ToWorker.Initialize initialize
        ? initialize.withLastWords(lastWords.path().toString())
        : message;
  }

  private void writeInput() {
    StalledWriteDetector stallDetector =
        new StalledWriteDetector(
            context.timeouts().write(), context.signalThread(), this::onStalledInput);
    try {
      worker
          .input()
          .writeAll(
              process.getOutputStream(),
              context.starter().maxFrameBytes(),
              this::withLastWords,
              stallDetector,
              events);
    } catch (IOException e) {
      requireExit("it does not read its standard input any more (" + e.getMessage() + ")");
    }
  }

  /**
   * Waits for the exit, on a thread of its own. {@link Process#onExit} would complete in the common
   * pool, which other code may occupy for any time.
   */
  private void awaitExit() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // no code interrupts this thread
    }
    context.signalThread().execute(this::afterExit);
  }

  private void onStalledInput() {
    if (process.isAlive()) {
      breakProtocol(
          "it has read nothing from its standard input for " + seconds(context.timeouts().write()));
    }
  }

  /** Breaks the protocol if the worker, which has closed a stream, does not exit soon. */
  private void requireExit(String reason) {
    Duration limit = context.timeouts().exitAfterClosing();
    CompletableFuture.delayedExecutor(
            limit.toMillis(), TimeUnit.MILLISECONDS, context.signalThread())
        .execute(
            () -> {
              if (process.isAlive() && !worker.input().isShutdownSent()) {
                breakProtocol(reason + ", but the process still runs");
              }
            });
  }

  private void afterExit() {
    worker.input().abandon();
    ExitStatus status = new ExitStatus(process.exitValue());
    try {
      // A worker that was shut down and has exited with 0 has ended its commands itself.
      boolean clean = worker.input().isShutdownSent() && status.code() == 0;
      tree.killRemaining(!clean);
    } finally { // the worker must be joined in any case
      joinAfterOutput(status);
    }
  }

  private void joinAfterOutput(ExitStatus status) {
    long limit = context.timeouts().outputAfterExit().toMillis();
    var unused =
        threads
            .readersEnd()
            .thenApply(end -> true)
            .completeOnTimeout(false, limit, TimeUnit.MILLISECONDS)
            .thenAccept(complete -> context.signalThread().execute(() -> join(status, complete)));
  }

  private void join(ExitStatus status, boolean outputComplete) {
    if (!outputComplete) {
      warn(
          key
              + " has ended, but a process that it started holds its output open;"
              + " further output is not read");
    }
    try {
      passOnLastWords();
      if (!events.isMessageReceived() && !worker.isStopRequested()) {
        context.starter().archive().discard(key);
      }
    } finally { // the worker must be joined in any case
      events.accept(
          new WorkerEvent.Joined(
              new WorkerExit(
                  status,
                  outputComplete,
                  stderr.tail(),
                  worker.outputLog().strayCount(),
                  status.code() == 0 ? null : context.starter().crashReport(key, process.pid()))));
    }
  }

  private void passOnLastWords() {
    List<FromWorker> messages = lastWords();
    if (!messages.isEmpty()) {
      events.accept(new WorkerEvent.SaidAtEnd(messages));
    }
    if (lastWords != null) {
      lastWords.close();
    }
  }

  /** Returns the messages that it has not written; none after the file has been closed. */
  List<FromWorker> lastWords() {
    try {
      return lastWords == null ? List.of() : newOutput().read(lastWords.read());
    } catch (IOException e) {
      warn("cannot read the last words of " + key + ": " + e);
      return List.of();
    }
  }

  private void warn(String message) {
    context.log().log(Level.WARNING, message);
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
