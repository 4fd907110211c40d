package dev.reeve.supervisor.results;

import dev.reeve.text.HeapText;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The outputs of a run, used as one that never throws: an output that fails is closed and left out
 * from then on. Written results are synced within a second. Used by the writer's thread, except
 * {@link #worst}.
 */
final class OutputGroup {
  /** Longest time before results are synced: what a crash of the machine may lose. */
  static final long SYNC_NANOS = Duration.ofSeconds(1).toNanos();

  private final List<RecordOutput> alive;
  private final Consumer<OutputFailure> onFailure;
  private final LongSupplier clock;
  private final List<OutputFailure> failures = new CopyOnWriteArrayList<>();
  private boolean unsynced;

  /** The first so many outputs have the batch that is being written. */
  private int haveBatch;

  private long syncDueAt;

  OutputGroup(List<RecordOutput> outputs, Consumer<OutputFailure> onFailure, LongSupplier clock) {
    this.alive = new ArrayList<>(outputs);
    this.onFailure = onFailure;
    this.clock = clock;
  }

  private interface Step {
    void take(RecordOutput output) throws IOException;
  }

  /**
   * Writes a batch. If that fails for lack of memory it may be called again, and goes on with the
   * outputs that do not have the batch yet.
   */
  void write(RecordBatch batch) {
    for (RecordOutput output : List.copyOf(alive.subList(haveBatch, alive.size()))) {
      if (perform(output, each -> each.write(batch))) {
        haveBatch++;
      }
    }
    haveBatch = 0;
    if (!unsynced) {
      unsynced = true;
      syncDueAt = clock.getAsLong() + SYNC_NANOS;
    }
  }

  /** Returns the time until a sync is due; the largest long if there is nothing to sync. */
  long nanosUntilSync() {
    return unsynced ? Math.max(0, syncDueAt - clock.getAsLong()) : Long.MAX_VALUE;
  }

  void syncIfDue() {
    if (nanosUntilSync() == 0) {
      sync();
    }
  }

  private void sync() {
    unsynced = false;
    onEach(RecordOutput::sync);
  }

  void close() {
    if (unsynced) {
      sync();
    }
    onEach(RecordOutput::close);
    alive.clear();
  }

  private void onEach(Step step) {
    for (RecordOutput output : List.copyOf(alive)) {
      boolean unused = perform(output, step);
    }
  }

  /** Returns false if the output has failed, and is left out from now on. */
  private boolean perform(RecordOutput output, Step step) {
    try {
      step.take(output);
      return true;
    } catch (IOException e) {
      drop(output, e);
      return false;
    }
  }

  private void drop(RecordOutput output, IOException cause) {
    alive.remove(output);
    fail(output.failure(cause));
    try {
      output.close();
    } catch (IOException e) {
      // its first failure has been reported already
    }
  }

  private void fail(OutputFailure failure) {
    failures.add(failure);
    onFailure.accept(failure);
  }

  /** Reports that the writer itself has failed. */
  void giveUp(Throwable cause) {
    fail(
        new OutputFailure(
            OutputFailure.Kind.NOT_WRITTEN, "results are lost: " + HeapText.describe(cause)));
  }

  /** Reports that a result that was moved to a file cannot be read any more. */
  void lost(IOException cause) {
    fail(
        new OutputFailure(
            OutputFailure.Kind.NOT_WRITTEN,
            "a result is lost: it was moved to a file, and that cannot be read: "
                + IoReasons.of(cause)));
  }

  /** Returns the most severe failure so far, the latest of its kind. Any thread. */
  Optional<OutputFailure> worst() {
    OutputFailure worst = null;
    for (OutputFailure failure : failures) {
      if (worst == null || failure.kind().compareTo(worst.kind()) >= 0) {
        worst = failure;
      }
    }
    return Optional.ofNullable(worst);
  }
}
