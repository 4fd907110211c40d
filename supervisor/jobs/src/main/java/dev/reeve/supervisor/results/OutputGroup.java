package dev.reeve.supervisor.results;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * All outputs of a run, as one that never throws: an output that fails drops out. Syncs them at a
 * bounded interval while there is something to sync. Belongs to the writer's thread, but for {@link
 * #worst}.
 */
final class OutputGroup {
  /** What a crash of the machine may cost, at most. */
  static final long SYNC_NANOS = Duration.ofSeconds(1).toNanos();

  private final List<RecordOutput> alive;
  private final Consumer<OutputFailure> onFailure;
  private final LongSupplier clock;
  private final List<OutputFailure> failures = new CopyOnWriteArrayList<>();
  private boolean unsynced;
  private long syncDueAt;

  OutputGroup(List<RecordOutput> outputs, Consumer<OutputFailure> onFailure, LongSupplier clock) {
    this.alive = new ArrayList<>(outputs);
    this.onFailure = onFailure;
    this.clock = clock;
  }

  private interface Step {
    void take(RecordOutput output) throws IOException;
  }

  void write(RecordBatch batch) {
    onEach(output -> output.write(batch));
    if (!unsynced) {
      unsynced = true;
      syncDueAt = clock.getAsLong() + SYNC_NANOS;
    }
  }

  /** Time until a sync is due; very long if there is nothing to sync. */
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
      try {
        step.take(output);
      } catch (IOException e) {
        drop(output, e);
      }
    }
  }

  private void drop(RecordOutput output, IOException cause) {
    alive.remove(output);
    fail(output.failure(cause));
    try {
      output.close();
    } catch (IOException e) {
      // it failed already, and that has been told
    }
  }

  private void fail(OutputFailure failure) {
    failures.add(failure);
    onFailure.accept(failure);
  }

  /** The writer itself is broken. */
  void giveUp(Throwable cause) {
    fail(new OutputFailure(OutputFailure.Kind.NOT_WRITTEN, "results are lost: " + cause));
  }

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
