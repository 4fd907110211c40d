package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.Task;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that one worker was given and has not answered, in the order in which it runs them.
 * Counts all that it was given, and sends what the worker must be told about them.
 */
final class OutstandingAttempts {
  private final WorkerOutbox outbox;
  private final ArrayDeque<Attempt> attempts = new ArrayDeque<>();
  private long payloadBytes;
  private long requests;
  private long given;
  private long answered;

  /** Why attempts that start from now on are cancelled; null: they are not. */
  private Attempt.@Nullable CancelCause cancelsStarts;

  /** The time at which the worker became ready or last answered, whichever is later. */
  private long lastAnswerAt;

  /** The time at which the worker last got a task while it had none. */
  private long firstGivenAt;

  OutstandingAttempts(WorkerOutbox outbox) {
    this.outbox = outbox;
  }

  /** Notes that the worker is ready for its first attempt. */
  void ready(long now) {
    lastAnswerAt = now;
  }

  /** Hands over an attempt at a task. It runs now, or waits behind others in the worker's pipe. */
  void give(TrackedTask tracked, long now) {
    if (attempts.isEmpty()) {
      firstGivenAt = now;
    }
    Attempt attempt = new Attempt(tracked, RequestId.of(++requests), now);
    given++;
    payloadBytes += payloadBytes(attempt);
    attempts.addLast(attempt);
    Task task = tracked.task();
    outbox.send(
        new ToWorker.RunTask(
            attempt.request(),
            task.id(),
            tracked.endedAttempts() + 1,
            task.handler(),
            task.payload()));
  }

  private static int payloadBytes(Attempt attempt) {
    return attempt.task().task().payload().length();
  }

  /**
   * Notes that the worker has started an attempt. It moves to the head, because the worker gives
   * back those before it.
   */
  void start(Attempt attempt, Instant wall, long now) {
    if (attempts.peekFirst() != attempt) {
      attempts.remove(attempt);
      attempts.addFirst(attempt);
    }
    attempt.started(wall, now);
    if (cancelsStarts != null) {
      cancel(attempt, cancelsStarts);
    }
  }

  /**
   * Tells the worker to end an attempt early, running or not.
   *
   * @return false if it was told before: the first cause stands
   */
  boolean cancel(Attempt attempt, Attempt.CancelCause cause) {
    boolean isFirst = attempt.cancel(cause);
    if (isFirst) {
      outbox.send(new ToWorker.CancelTask(attempt.request(), false));
    }
    return isFirst;
  }

  /** As {@link #cancel}, for the running attempt and any that starts before the worker hears it. */
  void cancelRunning(Attempt.CancelCause cause) {
    cancelsStarts = cause;
    Attempt running = running();
    if (running != null) {
      cancel(running, cause);
    }
  }

  /**
   * Asks the worker to give back all attempts that it has not started. One that starts before the
   * worker hears of this runs.
   */
  void recallWaiting() {
    for (Attempt attempt : attempts) {
      if (!attempt.isStarted() && !attempt.isRecalled() && attempt.cancelCause() == null) {
        attempt.recall();
        outbox.send(new ToWorker.CancelTask(attempt.request(), true));
      }
    }
  }

  /** Takes out the attempt with that request, because it was answered; null if there is none. */
  @Nullable Attempt take(RequestId request) {
    for (Iterator<Attempt> all = attempts.iterator(); all.hasNext(); ) {
      Attempt attempt = all.next();
      if (attempt.request().equals(request)) {
        all.remove();
        answered++;
        payloadBytes -= payloadBytes(attempt);
        return attempt;
      }
    }
    return null;
  }

  /** Corrects the counts for an attempt that was taken out because the worker gave it back. */
  void cameBack() {
    answered--;
    given--;
  }

  /** Notes that the attempt that was taken out last has been dealt with. */
  void answerHandled(long now) {
    lastAnswerAt = now;
  }

  /** Takes out the running attempt of a worker that has ended; null if none runs. */
  @Nullable Attempt takeRunning() {
    Attempt running = running();
    if (running != null) {
      attempts.removeFirst();
    }
    return running;
  }

  /** Takes out all attempts of a worker that has ended, the last one first. */
  List<Attempt> takeAll() {
    List<Attempt> all = new ArrayList<>(attempts.size());
    attempts.descendingIterator().forEachRemaining(all::add);
    attempts.clear();
    return all;
  }

  boolean isEmpty() {
    return attempts.isEmpty();
  }

  int size() {
    return attempts.size();
  }

  /** Returns the attempt that runs or will run next; null if there is none. */
  @Nullable Attempt first() {
    return attempts.peekFirst();
  }

  /** Returns the attempt that the worker was given last; null if there is none. */
  @Nullable Attempt last() {
    return attempts.peekLast();
  }

  /** Returns the attempt that the worker has started; null if there is none. */
  @Nullable Attempt running() {
    Attempt first = attempts.peekFirst();
    return first != null && first.isStarted() ? first : null;
  }

  /**
   * Returns the attempt with that request if the worker may start it now, or is making its handler;
   * else null. A worker takes an attempt that was recalled or cancelled out of its queue before it
   * sends it back, so it may start the one behind it in between.
   */
  @Nullable Attempt next(RequestId request) {
    for (Attempt attempt : attempts) {
      if (attempt.request().equals(request)) {
        return attempt.isStarted() && !attempt.isPreparing() ? null : attempt;
      }
      if (attempt.isStarted() || !attempt.mayComeBack()) {
        return null;
      }
    }
    return null;
  }

  /** Returns the attempts at tasks with that id. */
  List<Attempt> of(String taskId) {
    List<Attempt> found = new ArrayList<>(0);
    for (Attempt attempt : attempts) {
      if (attempt.taskId().equals(taskId)) {
        found.add(attempt);
      }
    }
    return found;
  }

  /** Returns the attempt at that task; null if there is none. */
  @Nullable Attempt of(TrackedTask task) {
    for (Attempt attempt : attempts) {
      if (attempt.task() == task) {
        return attempt;
      }
    }
    return null;
  }

  /** Returns the bytes of all payloads. */
  long payloadBytes() {
    return payloadBytes;
  }

  /** Returns the number of attempts that the worker was given and did not give back. */
  long given() {
    return given;
  }

  /** Returns the number of attempts that the worker has answered. */
  long answered() {
    return answered;
  }

  /** Returns since when the worker has been busy with an attempt that has started, or may have. */
  long busySince(Attempt attempt) {
    return attempt.isStarted() ? attempt.startedNanos() : later(firstGivenAt, lastAnswerAt);
  }

  /** Returns how long the worker was busy with an attempt that was just taken out. */
  long busyNanos(Attempt taken, long now) {
    return taken.nanos(later(taken.startedNanos(), lastAnswerAt), now);
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }
}
