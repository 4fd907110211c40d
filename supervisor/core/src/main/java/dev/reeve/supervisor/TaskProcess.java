package dev.reeve.supervisor;

import dev.reeve.supervisor.engine.EventLoop;
import dev.reeve.supervisor.model.RunSummary;
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
 * One call of a handler in a process of its own, which ends with it. It uses the shared objects of
 * the supervisor, and the pool runs the tasks that it asks for. Made by {@link Supervisor#process};
 * runs from {@link #start} on. When the supervisor is closed it is joined, or, if it is a daemon,
 * ended once all else has. A process that ends before its call could begin is not replaced either:
 * the call is cancelled, and tells of it. Any thread.
 *
 * @param <R> what the handler returns
 */
public final class TaskProcess<R> {
  private final String name;
  private final int slot;
  private final CallSubmitter.Call<R> call;
  private final TaskProcesses owner;
  private final EventLoop loop;
  private final SlotListener listener;
  private volatile boolean daemon;
  private volatile @Nullable TaskFuture<R> result;

  TaskProcess(String name, int slot, CallSubmitter.Call<R> call, TaskProcesses owner) {
    this.name = name;
    this.slot = slot;
    this.call = call;
    this.owner = owner;
    this.listener = new SlotListener(owner.listener(), slot);
    this.loop =
        new EventLoop(
            owner.settings(),
            new SlotLauncher(owner.launcher(), slot),
            owner.context(name, listener),
            owner.host(slot));
  }

  /**
   * Whether the supervisor ends it at its own end instead of waiting for it; by default not.
   *
   * @throws IllegalStateException once it was started
   */
  public synchronized TaskProcess<R> daemon(boolean value) {
    if (result != null) {
      throw new IllegalStateException(name + " was started; daemon must be said before");
    }
    daemon = value;
    return this;
  }

  /**
   * Starts the process, and returns when it runs.
   *
   * @throws IllegalStateException if it was started before, if the supervisor takes no more, or if
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
      throw new IllegalStateException(name + " could not be started", e.getCause());
    }
    return this;
  }

  private synchronized void begin() {
    if (result != null) {
      throw new IllegalStateException(name + " was started before");
    }
    owner.add(this);
    try {
      loop.start();
      result = call.submit(loop);
      loop.noMoreTasks();
    } catch (RuntimeException | Error e) { // nobody is to join what never began
      owner.remove(this);
      throw e;
    }
  }

  /** What it was called, or {@code process-} and a number. */
  public String name() {
    return name;
  }

  /** Whether the supervisor ends it at its own end. */
  public boolean isDaemon() {
    return daemon;
  }

  /**
   * Its process id.
   *
   * @throws IllegalStateException before {@link #start}
   */
  public long pid() {
    Long pid = listener.pid().getNow(null);
    if (pid == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return pid;
  }

  /** Whether it runs: it was started, and has not been joined. */
  public boolean isAlive() {
    return result != null && !loop.ended().isDone();
  }

  /**
   * What the call comes to: the handler's result or a {@link TaskException}.
   *
   * @throws IllegalStateException before {@link #start}
   */
  public TaskFuture<R> result() {
    TaskFuture<R> future = result;
    if (future == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return future;
  }

  /** Waits for its end: exit code known, output read to the end. */
  public void join() throws InterruptedException {
    boolean unused = joined(Long.MAX_VALUE);
  }

  /** As {@link #join()}, at most so long; returns whether it has ended. */
  public boolean join(Duration limit) throws InterruptedException {
    boolean isEndless = limit.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0;
    return joined(isEndless ? Long.MAX_VALUE : limit.toNanos());
  }

  private boolean joined(long nanos) throws InterruptedException {
    requireStarted();
    try {
      loop.ended().get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Reeve failed: " + e.getCause(), e.getCause());
    }
  }

  /**
   * Waits for another thread that is just starting it: who closes the supervisor may be as fast.
   */
  private synchronized void requireStarted() {
    TaskFuture<R> unused = result();
  }

  /** Asks the process to end, by SIGTERM; after the grace period it is killed. Returns at once. */
  public void terminate() {
    loop.terminate(name + " was terminated");
  }

  /** Ends the process and all that it started, by SIGKILL. Returns at once. */
  public void kill() {
    loop.stopNow(name + " was killed");
  }

  /**
   * The system's exit code: 0 if the call has ended in whatever way, also by an exception; 128 + n
   * if signal n ended the process; null while it runs, or if it could not be joined.
   */
  public @Nullable Integer exitCode() {
    WorkerReport report = report();
    return report == null ? null : report.exitCode();
  }

  /**
   * Name of the signal that ended it, such as {@code TERM}, as far as the exit code tells; null if
   * none did.
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

  /** Once it has ended. */
  RunSummary summary() {
    return loop.ended().join();
  }

  int slot() {
    return slot;
  }

  EventLoop loop() {
    return loop;
  }
}
