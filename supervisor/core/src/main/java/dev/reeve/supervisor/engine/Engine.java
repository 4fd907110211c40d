package dev.reeve.supervisor.engine;

import dev.reeve.supervisor.engine.task.Deadline;
import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.engine.task.FailureLimit;
import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.worker.EngineContext;
import dev.reeve.supervisor.engine.worker.PoolServices;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.engine.worker.StopReason;
import dev.reeve.supervisor.engine.worker.WorkerPool;
import dev.reeve.supervisor.engine.worker.WorkerReports;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.model.TaskError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * All state of a run, and what each event changes in it. Not thread-safe: {@link EventLoop} calls
 * it from one thread, first {@link EngineEvent#deliverTo} for each event of a batch, then {@link
 * #settle} once for the whole batch.
 */
final class Engine implements EngineEvent.Handler {

  /** Longest time that the loop sleeps, so that it notices when it was held up. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** A loop that wakes up so much too late was stopped or starved. */
  private static final Duration HELD_UP = Duration.ofSeconds(2);

  private static final TaskError ALL_ENDED =
      TaskError.of("Skipped", "all tasks of the run had ended when it came");

  /** The error of tasks that are submitted when the supervisor has ended. */
  static final TaskError TAKES_NO_MORE =
      TaskError.of("Skipped", "the supervisor takes no more tasks");

  private final EngineClock clock;
  private final SupervisorLog log;
  private final TaskTracker tracker;
  private final SharedObjectHost shared;
  private final WorkerPool pool;
  private final RunEnd end;
  private final FailureLimit failureLimit;
  private final Deadline deadline = new Deadline();
  private final long startedAt;

  /** Workers that are kept ready before the first task comes. */
  private final int startedAhead;

  private final List<CompletableFuture<PoolSnapshot>> snapshotsAsked = new ArrayList<>();
  private boolean noMoreTasks;

  /** Whether Reeve itself has failed: a lost event may have left tasks without an end. */
  private boolean failed;

  private long lastWakeUp;

  /**
   * @param shared the shared objects of this loop, whether or not its own workers use them
   */
  Engine(
      PoolSettings settings,
      EngineContext context,
      SharedObjectHost shared,
      PoolServices services) {
    this.clock = context.clock();
    this.log = context.log();
    this.startedAt = clock.nanos();
    this.lastWakeUp = startedAt;
    this.tracker =
        new TaskTracker(startedAt, settings.startLimits().resources(), log, context.listener());
    this.shared = shared;
    this.pool = new WorkerPool(settings, context, services, tracker, this::poolFailed);
    this.end = new RunEnd(context, tracker, pool);
    this.failureLimit = new FailureLimit(settings.halt(), settings.totalTasks());
    this.startedAhead = settings.totalTasks() != 0 && settings.idleLimit() == null ? 1 : 0;
    if (settings.deadline() != null) {
      deadline.set(startedAt, settings.deadline());
    }
  }

  private void poolFailed(RunEnding why, TaskError cause) {
    end.stop(why, cause, false);
  }

  // -- events

  @Override
  public void aboutWorker(EngineEvent.AboutWorker event) {
    pool.accept(event.key(), event.event());
  }

  @Override
  public void aboutSharedObjects(EngineEvent.AboutSharedObjects event) {
    event.event().deliverTo(shared);
  }

  @Override
  public void submitted(EngineEvent.Submitted event) {
    tracker.submit(event.task());
  }

  @Override
  public void guestSubmitted(EngineEvent.GuestSubmitted event) {
    if (noMoreTasks) {
      event.task().refuse(TAKES_NO_MORE);
    } else {
      tracker.submit(event.task());
    }
  }

  @Override
  public void resultRecorded(EngineEvent.ResultRecorded event) {
    tracker.record(event.result(), event.listener());
  }

  @Override
  public void cancelled(EngineEvent.Cancelled event) {
    pool.cancel(event.task(), event.onlyWaiting());
  }

  @Override
  public void handlersRegistered(EngineEvent.HandlersRegistered event) {
    pool.register(event.handlers(), event.batches());
  }

  @Override
  public void noMoreTasks(EngineEvent.NoMoreTasks event) {
    noMoreTasks = true;
    pool.noMoreTasks(clock.nanos());
  }

  @Override
  public void drainRequested(EngineEvent.DrainRequested event) {
    end.drain(event.reason());
  }

  @Override
  public void killRequested(EngineEvent.KillRequested event) {
    end.kill(event.reason());
  }

  @Override
  public void terminateRequested(EngineEvent.TerminateRequested event) {
    end.terminate(event.reason());
  }

  @Override
  public void aboutPool(EngineEvent.AboutPool event) {
    pool.accept(event.command());
  }

  @Override
  public void snapshotRequested(EngineEvent.SnapshotRequested event) {
    snapshotsAsked.add(event.answer());
  }

  @Override
  public void hostTaskEnded(EngineEvent.HostTaskEnded event) {
    event.listener().onResult(event.result());
  }

  @Override
  public void hostCallSucceeded(EngineEvent.HostCallSucceeded event) {
    event.reply().succeeded(event.result());
  }

  @Override
  public void hostCallFailed(EngineEvent.HostCallFailed event) {
    event.reply().failed(event.error());
  }

  // -- what follows from events and from the time

  /** Carries out what follows from a batch of events and from the time. */
  void settle() {
    long now = clock.nanos();
    noticeHoldUp(now);
    checkDeadline(now);
    checkFailures();
    pool.tick(now);
    shared.forsake(pool.live() == 0 ? end.reason() : null);
    shared.tick(now);
    tracker.releaseRetries(now);
    if (isFinished()) {
      finish(now);
    } else {
      pool.staff(noMoreTasks ? 0 : startedAhead, now);
      pool.dispatch(now);
    }
    pool.deliver();
    answerSnapshots();
  }

  /** Answers who asked for a snapshot. In the midst of events the state may not be consistent. */
  void answerSnapshots() {
    if (!snapshotsAsked.isEmpty()) {
      PoolSnapshot snapshot = snapshot();
      snapshotsAsked.forEach(each -> each.complete(snapshot));
      snapshotsAsked.clear();
    }
  }

  private void noticeHoldUp(long now) {
    if (now - lastWakeUp > LONGEST_WAIT.plus(HELD_UP).toNanos()) {
      log.log(Level.WARNING, "the supervisor was held up for some seconds");
      pool.excuseSilence(now);
    }
    lastWakeUp = now;
  }

  /** Stops the run when the deadline passes, unless all tasks have ended and none can be late. */
  private void checkDeadline(long now) {
    if (deadline.isDue(now)) {
      deadline.clear();
      if (!isFinished()) {
        end.stop(RunEnding.DEADLINE, "the deadline of the run has passed", true);
      }
    }
  }

  private void checkFailures() {
    HaltRule broken =
        failureLimit.brokenRule(tracker.settled().failed(), tracker.settled().total());
    if (broken != null && !end.isStopping()) {
      String account =
          FailureLimit.account(broken, tracker.settled().failed(), tracker.settled().total());
      end.stop(RunEnding.HALTED, account, broken.now());
    }
  }

  private boolean isFinished() {
    return noMoreTasks && (tracker.unsettled() == 0 || (failed && pool.live() == 0));
  }

  /** Ends the workers when all tasks have ended, and the run when all workers are joined. */
  private void finish(long now) {
    tracker.stop(ALL_ENDED);
    pool.close(new StopReason(StopReason.Kind.FINISHED, "all tasks have ended"), false, now);
    if (pool.live() == 0 && !end.isOver()) {
      end.takeNoMore();
      shared.finish();
      end.complete(Duration.ofNanos(now - startedAt));
    }
  }

  /** Returns the nanoseconds until {@link #settle} has something to do without an event. */
  long nextWait(long now) {
    long wait = deadline.limit(LONGEST_WAIT.toNanos(), now);
    return shared.limit(pool.limit(tracker.limit(wait, now), now), now);
  }

  // -- faults

  /** Stops a run after a fault of Reeve itself. It then ends without waiting for its caller. */
  void fail(Throwable fault) {
    noMoreTasks = true;
    failed = true;
    end.fail(fault);
  }

  /** Gives up a run that cannot be stopped in order, so that no caller waits for it for ever. */
  void abandon(Throwable fault) {
    try {
      shared.finish();
    } catch (RuntimeException | Error again) {
      fault.addSuppressed(again);
    } finally {
      end.abandon(fault);
    }
  }

  // -- what others see

  /** Completes when no more tasks are taken on. */
  CompletableFuture<RunEnding> stopping() {
    return end.stopping();
  }

  /** Completes when all tasks have ended and every worker is joined. */
  CompletableFuture<RunSummary> ended() {
    return end.ended();
  }

  WorkerReports reports() {
    return pool.reports();
  }

  PoolSnapshot snapshot() {
    return pool.snapshot();
  }
}
