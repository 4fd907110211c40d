package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.MemoryUse;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import dev.reeve.shared.server.ClientProcess;
import dev.reeve.supervisor.engine.task.Deadline;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskResult.WorkerRef;
import dev.reeve.supervisor.process.WorkerControl;
import dev.reeve.supervisor.process.WorkerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One worker process as the engine sees it: its state, and what it has been given and not yet
 * answered.
 */
public final class Worker {
  public static final RequestId INITIALIZE = RequestId.of(0);
  public static final RequestId SHUTDOWN = RequestId.of(-1);
  public static final RequestId DIAGNOSE = RequestId.of(-2);

  final WorkerKey key;
  final WorkerControl control;

  /** Who it is to the shared objects. */
  final ClientProcess member;

  /** Attempts without a response, in the order in which the worker carries them out. */
  final ArrayDeque<Attempt> outstanding = new ArrayDeque<>();

  /** By when it must be ready. */
  final Deadline ready = new Deadline();

  /** By when it must have sent anything at all. */
  final Deadline silence = new Deadline();

  /** End of the running attempt's time, and then of the grace period after that. */
  final Deadline taskEnd = new Deadline();

  /** How long it may have nothing to do. */
  final Deadline idleEnd = new Deadline();

  /** End of the stop ladder's current step. */
  final Deadline stepEnd = new Deadline();

  /** Why it is being ended; null as long as it is not. */
  @Nullable StopReason stopReason;

  /** Why attempts that it starts from now on are cancelled; null as long as they are not. */
  private Attempt.@Nullable Cancel cancelsStarts;

  /** Where on the stop ladder it is; null as long as it is not. */
  @Nullable StopStep step;

  /** What the handler last said of how far it is. */
  public @Nullable String progress;

  /** Whether it answered {@code shutdown}. */
  boolean saidGoodbye;

  /** Whether it was asked for its threads. */
  boolean diagnosed;

  /** Whether we sent it a signal to end. */
  boolean signalled;

  /** Whether it ever answered {@code initialize}. */
  boolean wasReady;

  public long pid;

  /** Attempts handed over that did not come back unharmed. */
  long given;

  /** Messages that leave together, see {@link #deliver}. */
  private List<ToWorker> outgoing = new ArrayList<>();

  private long requests;
  long answered;

  /** How many more tasks it takes, while they are dispatched. */
  int room;

  /** Payload bytes of what is outstanding. */
  long outstandingBytes;

  final MemoryTrend memory = new MemoryTrend();

  /** Whether people were told that its memory only ever grows. */
  boolean toldGrowth;

  /** When it had answered {@code initialize}. */
  long readySince;

  /** When it last finished a task or turned to one. */
  long occupiedSince;

  /** When it was last given a task while it had none. */
  long turnedTo;

  private WorkerState state = WorkerState.STARTING;

  Worker(WorkerKey key, WorkerControl control) {
    this.key = key;
    this.control = control;
    this.member = new ClientProcess(key.slot(), key.generation());
  }

  public WorkerState state() {
    return state;
  }

  /** Changes the state; an illegal change is a fault of the engine and throws. */
  void become(WorkerState next) {
    if (!state.mayBecome(next)) {
      throw new IllegalStateException(key + " can't go from " + state + " to " + next);
    }
    state = next;
  }

  /** Hands over an attempt: it runs now or waits behind others in the worker's pipe. */
  void give(TrackedTask entry) {
    given++;
    Attempt attempt = new Attempt(entry, RequestId.of(++requests));
    if (state == WorkerState.IDLE) {
      idleEnd.clear();
      become(WorkerState.BUSY);
    }
    outstandingBytes += entry.task.payload().length();
    outstanding.addLast(attempt);
    send(
        new ToWorker.RunTask(
            attempt.request,
            entry.task.id(),
            entry.attempts + 1,
            entry.task.handler(),
            entry.task.payload()));
  }

  /** Adds to what the next {@link #deliver} hands to the process. */
  void send(ToWorker message) {
    outgoing.add(message);
  }

  /** Hands over what was sent since the last call: one wake-up for all of it. */
  void deliver() {
    if (!outgoing.isEmpty()) {
      List<ToWorker> all = outgoing;
      outgoing = new ArrayList<>();
      control.send(all);
    }
  }

  /** The attempt with that request if the worker may start it now; else null. */
  @Nullable Attempt next(RequestId request) {
    Attempt first = outstanding.peekFirst();
    return first != null && !first.started() && first.request.equals(request) ? first : null;
  }

  /**
   * Takes the attempt with that request out of the outstanding ones, and its time limit with it;
   * null if there is none.
   */
  @Nullable Attempt remove(RequestId request) {
    for (Iterator<Attempt> all = outstanding.iterator(); all.hasNext(); ) {
      Attempt attempt = all.next();
      if (attempt.request.equals(request)) {
        if (attempt == running()) {
          taskEnd.clear();
        }
        all.remove();
        answered++;
        outstandingBytes -= attempt.entry.task.payload().length();
        return attempt;
      }
    }
    return null;
  }

  /** The attempt at that task, running or not; null if it has none. */
  @Nullable Attempt attemptAt(TrackedTask entry) {
    for (Attempt attempt : outstanding) {
      if (attempt.entry == entry) {
        return attempt;
      }
    }
    return null;
  }

  /** The attempt that runs; null if none does as far as the worker has told. */
  public @Nullable Attempt running() {
    Attempt first = outstanding.peekFirst();
    return first != null && first.started() ? first : null;
  }

  /** Tells it to end an attempt early, running or not; the first cause stands. */
  void cancel(Attempt attempt, Attempt.Cancel cause) {
    if (attempt.cancel == null) {
      attempt.cancel = cause;
      send(new ToWorker.CancelTask(attempt.request, false));
    }
  }

  /** As {@link #cancel}, of the attempt that runs, and of one that starts before it hears of it. */
  void cancelRunning(Attempt.Cancel cause) {
    cancelsStarts = cause;
    Attempt running = running();
    if (running != null) {
      cancel(running, cause);
    }
  }

  /** Notes that it says that it has started an attempt. */
  void started(Attempt attempt, Instant wall, long now) {
    attempt.startedAt = wall;
    attempt.startedNanos = now;
    progress = null;
    Duration timeout = attempt.entry.task.policy().timeout();
    if (timeout != null) {
      taskEnd.set(now, timeout);
    }
    if (cancelsStarts != null) {
      cancel(attempt, cancelsStarts);
    }
  }

  /** Asks it for its threads; the answer goes into its log. */
  void diagnose() {
    diagnosed = true;
    send(new ToWorker.Diagnose(DIAGNOSE));
  }

  /**
   * Asks it to give back all attempts that it has not started. One that starts before it hears of
   * this just runs.
   */
  void takeBackWaiting() {
    for (Attempt attempt : outstanding) {
      if (!attempt.started() && !attempt.takenBack && attempt.cancel == null) {
        attempt.takenBack = true;
        send(new ToWorker.CancelTask(attempt.request, true));
      }
    }
  }

  /** Notes what it tells of its memory. */
  void remember(MemoryUse use, long now) {
    memory.add(use.resident(), now);
    memory.sawPeak(use.peakResident());
  }

  SupervisorListener.Worker told() {
    return new SupervisorListener.Worker(key.slot(), key.generation(), pid);
  }

  WorkerRef ref() {
    return new WorkerRef(key.slot(), pid);
  }

  /** The smaller of {@code wait} and the nanoseconds until something about this worker is due. */
  long limit(long wait, long now) {
    long limited = ready.limit(wait, now);
    limited = silence.limit(limited, now);
    limited = taskEnd.limit(limited, now);
    limited = idleEnd.limit(limited, now);
    return stepEnd.limit(limited, now);
  }
}
