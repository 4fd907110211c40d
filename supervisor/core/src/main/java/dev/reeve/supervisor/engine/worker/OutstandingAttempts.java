package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.Task;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
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
  private long batches;
  private long given;
  private long answered;

  /** Why attempts that start from now on are cancelled; null: they are not. */
  private Attempt.@Nullable CancelCause cancelsStarts;

  OutstandingAttempts(WorkerOutbox outbox) {
    this.outbox = outbox;
  }

  /** Hands over an attempt at a task. It runs now, or waits behind others in the worker's pipe. */
  void give(TrackedTask tracked, long now) {
    give(tracked, Attempt.Batch.NONE, 0, now);
  }

  /** Hands over attempts at tasks that the worker runs in one call of their handler. */
  void giveBatch(List<TrackedTask> batch, long now) {
    int more = batch.size();
    Attempt.Batch all = more == 1 ? Attempt.Batch.NONE : new Attempt.Batch(++batches, more);
    for (TrackedTask tracked : batch) {
      give(tracked, all, --more, now);
    }
  }

  /**
   * @param more number of attempts of the same batch that follow
   */
  private void give(TrackedTask tracked, Attempt.Batch batch, int more, long now) {
    Attempt attempt = new Attempt(tracked, RequestId.of(++requests), now, batch);
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
            task.payload(),
            more));
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

  /**
   * As {@link #cancel}, for all running attempts and any that starts before the worker hears it.
   */
  void cancelRunning(Attempt.CancelCause cause) {
    cancelsStarts = cause;
    for (Attempt attempt : attempts) {
      if (attempt.isStarted()) {
        cancel(attempt, cause);
      }
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

  /**
   * Takes out the running attempts of a worker that has ended, in the order of the queue. Those of
   * their batch that have not started are among them.
   */
  List<Attempt> takeRunning() {
    Attempt running = running();
    return running == null ? List.of() : takeTogetherWith(running);
  }

  /** Takes out an attempt and those of its batch, in the order of the queue. */
  List<Attempt> takeTogetherWith(Attempt one) {
    List<Attempt> together = new ArrayList<>(1);
    for (Iterator<Attempt> all = attempts.iterator(); all.hasNext(); ) {
      Attempt attempt = all.next();
      if (attempt.isTogetherWith(one)) {
        together.add(attempt);
        all.remove();
      }
    }
    together.sort(Comparator.comparingLong(attempt -> attempt.request().number()));
    return together;
  }

  /** Returns whether no other attempt is left of the batch of one that was taken out. */
  boolean isLastOfBatch(Attempt taken) {
    if (!taken.isInBatch()) { // thousands of single tasks may wait here
      return true;
    }
    for (Attempt attempt : attempts) {
      if (attempt.isTogetherWith(taken)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a running handler has submitted tasks. */
  boolean hasChildren() {
    for (Attempt attempt : attempts) {
      if (!attempt.isStarted()) {
        return false;
      }
      if (!attempt.children().isEmpty()) {
        return true;
      }
    }
    return false;
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

  /** Returns the attempt that the worker has started, or the first of them; null: there is none. */
  @Nullable Attempt running() {
    Attempt first = attempts.peekFirst();
    return first != null && first.isStarted() ? first : null;
  }

  /** Returns the attempt with that request if the worker has started it; else null. */
  @Nullable Attempt running(RequestId request) {
    for (Attempt attempt : attempts) {
      if (!attempt.isStarted()) {
        return null;
      }
      if (attempt.request().equals(request)) {
        return attempt;
      }
    }
    return null;
  }

  /** Returns the smaller of {@code wait} and the nanoseconds until the time of one is over. */
  long limit(long wait, long now) {
    long limited = wait;
    for (Attempt attempt : attempts) {
      if (!attempt.isStarted()) {
        return limited;
      }
      limited = attempt.end().limit(limited, now);
    }
    return limited;
  }

  /** Returns the number of attempts that the worker has started. */
  int started() {
    int started = 0;
    for (Attempt attempt : attempts) {
      if (!attempt.isStarted()) {
        return started;
      }
      started++;
    }
    return started;
  }

  /** Returns a running attempt whose time is over; null if there is none. */
  @Nullable Attempt late(long now) {
    for (Attempt attempt : attempts) {
      if (!attempt.isStarted()) {
        return null;
      }
      if (attempt.end().isDue(now)) {
        return attempt;
      }
    }
    return null;
  }

  /**
   * Returns the attempt with that request if the worker may start it now, or is making its handler;
   * else null. A worker takes an attempt that was recalled or cancelled out of its queue before it
   * sends it back, so it may start the one behind it in between.
   */
  @Nullable Attempt next(RequestId request) {
    Attempt first = attempts.peekFirst();
    for (Attempt attempt : attempts) {
      if (attempt.request().equals(request)) {
        return attempt.isStarted() && !attempt.isPreparing() ? null : attempt;
      }
      boolean together = first != null && attempt.isInBatch() && attempt.isTogetherWith(first);
      if (!together && (attempt.isStarted() || !attempt.mayComeBack())) {
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
}
