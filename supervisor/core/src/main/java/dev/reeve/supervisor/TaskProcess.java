package dev.reeve.supervisor;

import dev.reeve.supervisor.engine.EventLoop;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One call of a handler in a process of its own, which ends when the call has ended.
 *
 * <pre>{@code
 * TaskProcess<String> process = supervisor.process(Greet.class, "world").start();
 * process.join();
 * System.out.println(process.result().get() + ", exit code " + process.exitCode());
 * }</pre>
 *
 * <p>The process uses the supervisor's shared objects, and the supervisor's pool runs the tasks
 * that the handler submits. When the supervisor is closed, it joins the process; a daemon is ended
 * after everything else has ended. If the process ends before the call could begin, it is not
 * replaced, and the call is cancelled with the reason. Thread-safe.
 *
 * @param <R> type of the handler's result
 */
public final class TaskProcess<R> {
  private final String name;
  private final ProgramTasks.Call<R> call;
  private final TaskProcesses owner;
  private final EventLoop loop;
  private final ProcessListener listener;
  private volatile boolean daemon;
  private volatile @Nullable TaskFuture<R> result;

  TaskProcess(String name, int slot, ProgramTasks.Call<R> call, TaskProcesses owner) {
    this.name = name;
    this.call = call;
    this.owner = owner;
    this.listener = new ProcessListener(owner.listener());
    this.loop =
        new EventLoop(
            owner.settings(slot), owner.launcher(), owner.context(name, listener), owner.host());
  }

  /**
   * Sets whether the supervisor ends the process at its own end instead of waiting for it; false by
   * default.
   *
   * @throws IllegalStateException if the process was started
   */
  public synchronized TaskProcess<R> daemon(boolean value) {
    if (result != null) {
      throw new IllegalStateException(name + " was started already; call daemon(…) before start()");
    }
    daemon = value;
    return this;
  }

  /**
   * Starts the process and waits until it runs.
   *
   * @throws IllegalStateException if it was started before, if the supervisor has finished, or if
   *     the system refuses a process
   */
  public TaskProcess<R> start() {
    begin();
    try {
      CompletableFuture.anyOf(listener.pid(), loop.ended()).join();
      if (!listener.pid().isDone()) {
        throw new IllegalStateException(name + " could not be started: " + summary().message());
      }
    } catch (CompletionException e) {
      throw new IllegalStateException(
          name + " could not be started: " + e.getCause(), e.getCause());
    }
    return this;
  }

  private synchronized void begin() {
    if (result != null) {
      throw new IllegalStateException(
          name + " was started already; create another process for another call");
    }
    owner.add(this);
    try {
      loop.start();
      owner.registerHandlers(loop);
      result = submit();
      loop.noMoreTasks();
    } catch (RuntimeException | Error e) { // nothing began, so there is nothing to join
      owner.remove(this);
      throw e;
    }
  }

  /**
   * Submits the call. Unless it is a daemon, the process keeps the JVM alive until it is joined.
   */
  private TaskFuture<R> submit() {
    if (daemon) {
      return owner.tasks().submitTo(loop, call, JvmKeeper.NONE);
    }
    JvmKeeper keeper = owner.tasks().keeper();
    keeper.begun();
    CompletableFuture<RunSummary> unused =
        loop.ended().whenComplete((summary, fault) -> keeper.ended());
    return owner.tasks().submitTo(loop, call, keeper);
  }

  /** Returns the name that was given, or {@code process-} and a number. */
  public String name() {
    return name;
  }

  /** Returns true if the supervisor ends the process at its own end. */
  public boolean isDaemon() {
    return daemon;
  }

  /**
   * Returns the process id.
   *
   * @throws IllegalStateException before {@link #start}
   */
  public long pid() {
    Long pid = listener.pid().getNow(null);
    if (pid == null) {
      throw new IllegalStateException(name + " was not started; call start() first");
    }
    return pid;
  }

  /** Returns true if the process was started and has not been joined. */
  public boolean isAlive() {
    return result != null && !loop.ended().isDone();
  }

  /**
   * Returns the future of the call: it completes with the handler's result or with a {@link
   * TaskException}.
   *
   * @throws IllegalStateException before {@link #start}
   */
  public TaskFuture<R> result() {
    TaskFuture<R> future = result;
    if (future == null) {
      throw new IllegalStateException(name + " was not started; call start() first");
    }
    return future;
  }

  /**
   * Waits until the exit code is known and the output is read to its end.
   *
   * @throws IllegalStateException before {@link #start}, or if Reeve itself failed
   */
  public void join() throws InterruptedException {
    boolean unused = awaitEnd(Long.MAX_VALUE);
  }

  /**
   * Waits as {@link #join()} does, for {@code limit} at most.
   *
   * @return true if the process has ended
   * @throws IllegalStateException before {@link #start}, or if Reeve itself failed
   */
  public boolean join(Duration limit) throws InterruptedException {
    return awaitEnd(WaitNanos.of(limit));
  }

  private boolean awaitEnd(long nanos) throws InterruptedException {
    requireStarted();
    try {
      loop.ended().get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          name + " was lost by a fault of Reeve: " + e.getCause(), e.getCause());
    }
  }

  /**
   * Checks that the process was started. Waits for another thread that is just starting it, because
   * the supervisor may be closed at that moment.
   */
  private synchronized void requireStarted() {
    TaskFuture<R> unused = result();
  }

  /** Sends SIGTERM, and SIGKILL after the grace period. Returns at once. */
  public void terminate() {
    loop.terminate(name + " was terminated");
  }

  /** Sends SIGKILL to the process and to all that it started. Returns at once. */
  public void kill() {
    loop.stopNow(name + " was killed");
  }

  /**
   * Returns the exit code: 0 if the call has succeeded; 1 if the handler threw, passed its time
   * limit or was cancelled, although its process ended in order; 128 + n if signal n ended the
   * process; null while it runs, or if it could not be joined.
   */
  public @Nullable Integer exitCode() {
    WorkerReport report = report();
    Integer code = report == null ? null : report.exitCode();
    boolean failed = Integer.valueOf(0).equals(code) && summary().count(TaskStatus.SUCCEEDED) == 0;
    return failed ? Integer.valueOf(1) : code;
  }

  /**
   * Returns the name of the signal that ended the process, such as {@code TERM}, derived from the
   * exit code; null if none did.
   */
  public @Nullable String signal() {
    WorkerReport report = report();
    return report == null ? null : report.signal();
  }

  private @Nullable WorkerReport report() {
    if (!loop.ended().isDone()) {
      return null;
    }
    List<WorkerReport> all = summary().workers();
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  /** Waits for the end and returns the summary. */
  RunSummary summary() {
    return loop.ended().join();
  }

  EventLoop loop() {
    return loop;
  }
}
