package dev.reeve.supervisor.results;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The thread {@code reeve-results}, which owns all outputs and writes results. It takes everything
 * that is queued, writes it in batches, and settles a batch when every output has it. An output
 * that fails is reported once and not used again; results are still settled, so that the run can
 * end.
 */
public final class ResultWriter implements AutoCloseable {
  /** Size at which a batch is written even if more results wait. */
  private static final int BATCH_BYTES = 256 << 10;

  private final DeliveryQueue queue = new DeliveryQueue();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final RecordBatch batch = new RecordBatch();
  private final Queue<Delivery> taken = new ArrayDeque<>();
  private final List<Delivery> inBatch = new ArrayList<>();
  private final InputOrder<Delivery> order = new InputOrder<>();
  private final boolean keepOrder;
  private final OutputGroup outputs;

  /**
   * Starts the thread.
   *
   * @param outputs in the order in which they get each batch
   * @param keepOrder whether results are written in the order of the input
   * @param onFailure told on the writer's thread, once for each output that fails
   */
  public ResultWriter(
      List<RecordOutput> outputs, boolean keepOrder, Consumer<OutputFailure> onFailure) {
    this.keepOrder = keepOrder;
    this.outputs = new OutputGroup(outputs, onFailure, System::nanoTime);
    Thread thread = new Thread(this::run, "reeve-results");
    thread.setDaemon(true);
    thread.start();
  }

  /** Queues a result. Never blocks; any thread. */
  public void accept(Delivery delivery) {
    queue.add(delivery);
  }

  /**
   * Waits until all results are written and the outputs are closed, or {@link #abandon} ends it.
   */
  @Override
  public void close() {
    queue.close();
    ended.join();
  }

  /** Bounds {@link #close}: after {@code limit} it no longer waits for an output that stalls. */
  public void abandon(Duration limit) {
    ended.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns the most severe failure of an output so far. */
  public Optional<OutputFailure> failure() {
    return outputs.worst();
  }

  private void run() {
    try {
      writeAll();
    } catch (RuntimeException | Error e) {
      outputs.giveUp(e);
      settleAll();
    } finally {
      outputs.close();
      ended.complete(null);
    }
  }

  private void writeAll() {
    while (queue.take(taken, outputs.nanosUntilSync())) {
      while (!taken.isEmpty()) {
        next(taken.remove());
      }
      writeBatch();
      outputs.syncIfDue();
    }
    order.releaseAll(this::add);
    writeBatch();
  }

  private void next(Delivery delivery) {
    if (keepOrder) {
      order.offer(delivery.place(), delivery, this::add);
    } else {
      add(delivery);
    }
  }

  private void add(Delivery delivery) {
    inBatch.add(delivery);
    batch.add(delivery.result(), delivery.taskHash());
    if (batch.bytes() >= BATCH_BYTES) {
      writeBatch();
    }
  }

  private void writeBatch() {
    if (batch.isEmpty()) {
      return;
    }
    outputs.write(batch);
    inBatch.forEach(Delivery::settled);
    inBatch.clear();
    batch.clear();
  }

  /** Settles all results unwritten after a fault of the writer, so that the run can end. */
  private void settleAll() {
    batch.clear();
    inBatch.forEach(Delivery::settled);
    inBatch.clear();
    order.releaseAll(Delivery::settled);
    do {
      taken.forEach(Delivery::settled);
      taken.clear();
    } while (queue.take(taken, Long.MAX_VALUE));
  }
}
