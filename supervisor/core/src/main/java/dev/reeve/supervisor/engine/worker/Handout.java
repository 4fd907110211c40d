package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.BatchSize;
import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.BatchRelease;
import dev.reeve.supervisor.model.SupervisorListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the next task out of the queue for a worker, or the tasks of the next batch. */
final class Handout {
  private final TaskTracker tracker;
  private final Batches batches;
  private final SupervisorListener listener;

  Handout(TaskTracker tracker, Batches batches, SupervisorListener listener) {
    this.tracker = tracker;
    this.batches = batches;
    this.listener = listener;
  }

  /**
   * Gives an idle worker what it can have now.
   *
   * @param onlyNested whether it takes only tasks that running tasks have submitted
   * @return false if it gets nothing
   */
  boolean giveToIdle(Worker worker, boolean onlyNested, long now) {
    if (batches.isEmpty()) {
      return giveOne(worker, onlyNested, now);
    }
    List<TrackedTask> suspects = onlyNested ? null : tracker.pollSuspects();
    if (suspects != null) {
      give(worker, suspects, BatchRelease.HALVED, now);
      return true;
    }
    TrackedTask first = poll(onlyNested);
    if (first == null) {
      return false;
    }
    BatchSize size = batches.sizeOf(first.task().handler());
    if (size == null) {
      worker.give(first, now);
      return true;
    }
    return giveBatch(worker, first, size, now);
  }

  /** Gives a busy worker one task more, unless the next one belongs into a batch. */
  boolean giveToBusy(Worker worker, boolean onlyNested, long now) {
    TrackedTask next = batches.isEmpty() ? null : tracker.peek();
    boolean isForBatch = next != null && batches.sizeOf(next.task().handler()) != null;
    return !isForBatch && giveOne(worker, onlyNested, now);
  }

  private boolean giveOne(Worker worker, boolean onlyNested, long now) {
    TrackedTask task = poll(onlyNested);
    if (task == null) {
      return false;
    }
    worker.give(task, now);
    return true;
  }

  private @Nullable TrackedTask poll(boolean onlyNested) {
    return onlyNested ? tracker.pollNested() : tracker.poll();
  }

  private boolean giveBatch(Worker worker, TrackedTask first, BatchSize size, long now) {
    List<TrackedTask> batch = new ArrayList<>();
    long room = size.maxBytes() - first.task().payload().length();
    boolean left = tracker.pollAlike(first, size.maxItems() - 1, room, batch);
    batch.add(0, first);
    BatchRelease full = left ? BatchRelease.BYTES : null;
    full = batch.size() == size.maxItems() ? BatchRelease.FULL : full;
    full = full == null && tracker.waiting() > 0 ? BatchRelease.NO_GAIN : full; // others wait
    BatchRelease why = batches.decide(first.task().handler(), batch.size(), full, now);
    if (why == null) {
      for (int i = batch.size() - 1; i >= 0; i--) {
        tracker.putBack(batch.get(i));
      }
      return false;
    }
    give(worker, batch, why, now);
    return true;
  }

  private void give(Worker worker, List<TrackedTask> batch, BatchRelease why, long now) {
    String handler = batch.get(0).task().handler();
    worker.giveBatch(batch, now);
    batches.released(handler, batch.size(), now);
    if (listener.hearsTasks()) {
      listener.batchReleased(handler, batch.size(), why);
    }
  }

  /** Returns the smaller of {@code wait} and the nanoseconds until a batch has waited enough. */
  long limit(long wait, long now) {
    return batches.isEmpty() ? wait : batches.limit(wait, now);
  }
}
