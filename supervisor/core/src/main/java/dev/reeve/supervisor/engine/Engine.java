package dev.reeve.supervisor.engine;

import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.engine.task.Deadline;
import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.engine.task.FailureLimit;
import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.engine.worker.EngineContext;
import dev.reeve.supervisor.engine.worker.PoolGate;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.engine.worker.StopReason;
import dev.reeve.supervisor.engine.worker.WorkerPool;
import dev.reeve.supervisor.engine.worker.WorkerReports;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.process.WorkerEvents;
import dev.reeve.supervisor.process.WorkerLauncher;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All state of a run. Not thread-safe: {@link EventLoop} calls it from one thread, first the
 * methods that events stand for, then {@link #settle} once for the whole batch.
 */
final class Engine implements PoolGate.Owner {

  /** With nothing due the loop still wakes up so often, to notice that it was held up. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** A loop that wakes up so much too late was stopped or starved. */
  private static final Duration HELD_UP = Duration.ofSeconds(2);

  private static final TaskError ALL_ENDED =
      TaskError.of("Skipped", "all tasks of the run had ended when it came");

  /** Told to those who may still ask when the supervisor ends. */
  static final TaskError TAKES_NO_MORE =
      TaskError.of("Skipped", "the supervisor takes no more tasks");

  private final EngineClock clock;
  private final SupervisorLog log;
  private final TaskTracker book;
  private final SharedObjectHost shared;
  private final WorkerPool pool;
  private final FailureLimit halt;
  private final Deadline deadline = new Deadline();
  private final long startedAt;
  private final boolean workIsExpected;

  /** Whether a worker is kept although there is no task for it. */
  private final boolean startsAhead;

  private final RunEnd end = new RunEnd();
  private boolean noMoreTasks;
  private long lastWakeUp;

  /**
   * @param events makes the events that the pool's workers report to, of this engine
   * @param host another loop's, for the workers; null if this one serves them
   */
  Engine(
      PoolSettings settings,
      WorkerLauncher launcher,
      Function<Engine, WorkerEvents> events,
      EngineContext around,
      LoopHost.@Nullable Services host) {
    this.clock = around.clock();
    this.log = around.log();
    this.startedAt = clock.nanos();
    this.lastWakeUp = startedAt;
    this.book = new TaskTracker(startedAt, log);
    this.shared = new SharedObjectHost(settings, clock, log);
    this.pool =
        new WorkerPool(settings, launcher, events.apply(this), book, host, shared, around, this);
    this.halt = new FailureLimit(settings.halt(), settings.totalTasks());
    this.startsAhead = settings.idleLimit() == null;
    this.workIsExpected = settings.totalTasks() != 0;
    if (settings.deadline() != null) {
      deadline.set(startedAt, settings.deadline());
    }
  }

  // -- what callers ask for

  void submit(TrackedTask entry) {
    book.submit(entry);
  }

  /** As {@link #submit}, for a worker of another loop; refused when no more tasks come. */
  void submitForGuest(TrackedTask entry) {
    if (noMoreTasks) {
      entry.refuse(TAKES_NO_MORE);
    } else {
      book.submit(entry);
    }
  }

  void register(ToWorker.RegisterHandlers handlers) {
    pool.register(handlers);
  }

  void cancel(TrackedTask entry, boolean onlyWaiting) {
    pool.cancel(entry, onlyWaiting);
  }

  void record(TaskResult result, ResultListener listener) {
    book.record(result, listener);
  }

  void noMoreTasks() {
    noMoreTasks = true;
  }

  void drain(String reason) {
    stop(RunEnding.STOPPED, reason, false);
  }

  /** Skips all that waits and kills all workers; what runs is not told before. */
  void stopNow(String reason) {
    stop(RunEnding.STOPPED, reason, false);
    pool.kill(new StopReason(StopReason.Kind.RUN_STOPS, reason), clock.nanos());
  }

  /**
   * Skips all that waits and asks the processes of all workers to end; by the signal alone, so that
   * their exit codes tell of it.
   */
  void terminate(String reason) {
    pool.terminate(new StopReason(StopReason.Kind.RUN_STOPS, reason), clock.nanos());
    stop(RunEnding.STOPPED, reason, false);
  }

  /** Stops a run that can't be trusted any more; it ends without waiting for its caller. */
  void fail(Throwable fault) {
    noMoreTasks = true;
    stop(RunEnding.INTERNAL_ERROR, "internal error: " + fault, true);
    pool.kill(new StopReason(StopReason.Kind.RUN_STOPS, "internal error"), clock.nanos());
  }

  @Override
  public void poolFailed(RunEnding why, TaskError cause) {
    stop(why, cause, false);
  }

  private void stop(RunEnding why, String text, boolean cancelRunning) {
    stop(why, TaskError.of("Skipped", text), cancelRunning);
  }

  private void stop(RunEnding why, TaskError cause, boolean cancelRunning) {
    String text = String.valueOf(cause.message());
    if (!end.isStopping()) {
      log.log(level(why), "the run stops: " + text);
      book.stop(cause);
      end.stop(why, text);
    }
    pool.close(new StopReason(StopReason.Kind.RUN_STOPS, text), cancelRunning, clock.nanos());
  }

  private static Level level(RunEnding why) {
    return why == RunEnding.STOPPED ? Level.INFO : Level.ERROR;
  }

  private void judgeFailures() {
    HaltRule broken = halt.verdict(book.failed(), book.ended());
    if (broken != null && !end.isStopping()) {
      stop(
          RunEnding.HALTED,
          FailureLimit.account(broken, book.failed(), book.ended()),
          broken.now());
    }
  }

  // -- the loop

  /** Carries out what follows from a batch of events and from the time. */
  void settle() {
    long now = clock.nanos();
    noticeHoldUp(now);
    if (deadline.isDue(now)) {
      deadline.clear();
      missDeadline();
    }
    judgeFailures();
    pool.tick(now);
    shared.forsake(pool.slots().live() == 0 ? end.message() : null);
    shared.tick(now);
    book.releaseRetries(now);
    if (isFinished()) {
      book.stop(ALL_ENDED);
      pool.close(new StopReason(StopReason.Kind.FINISHED, "all tasks have ended"), false, now);
      endIfJoined(now);
    } else {
      pool.staff(workIsExpected && !noMoreTasks && startsAhead ? 1 : 0, now);
      pool.dispatch(now);
    }
    pool.deliver();
  }

  /** Once all tasks have ended there is nothing left that could be late. */
  private void missDeadline() {
    if (!isFinished()) {
      stop(RunEnding.DEADLINE, "the deadline of the run has passed", true);
    }
  }

  private void noticeHoldUp(long now) {
    if (now - lastWakeUp > LONGEST_WAIT.plus(HELD_UP).toNanos()) {
      log.log(Level.WARNING, "the supervisor was held up for some seconds");
      pool.excuseSilence(now);
    }
    lastWakeUp = now;
  }

  private boolean isFinished() {
    return noMoreTasks && book.unsettled() == 0;
  }

  private void endIfJoined(long now) {
    if (pool.slots().live() == 0 && !end.isOver()) {
      end.takeNoMore();
      shared.finish();
      end.complete(book, pool.ledger(), Duration.ofNanos(now - startedAt));
    }
  }

  /** Gives up a run that can't even be stopped: nobody is to wait for it any longer. */
  void abandon(Throwable fault) {
    try {
      shared.finish();
    } catch (RuntimeException | Error again) {
      fault.addSuppressed(again);
    } finally {
      end.abandon(fault);
    }
  }

  /** Nanoseconds until {@link #settle} has something to do without an event. */
  long nextWait(long now) {
    long wait = deadline.limit(LONGEST_WAIT.toNanos(), now);
    return shared.limit(pool.limit(book.limit(wait, now), now), now);
  }

  /** Completes when no more tasks are taken on. */
  CompletableFuture<RunEnding> stopping() {
    return end.stopping();
  }

  /** Completes when all tasks have ended and every worker is joined. */
  CompletableFuture<RunSummary> ended() {
    return end.ended();
  }

  /** The shared objects, for this thread. */
  SharedObjectHost shared() {
    return shared;
  }

  /** What processes tell, for this thread. */
  WorkerEvents news() {
    return pool.news();
  }

  WorkerReports ledger() {
    return pool.ledger();
  }

  PoolSnapshot snapshot() {
    return Snapshots.of(book, pool.slots(), clock.nanos());
  }
}
