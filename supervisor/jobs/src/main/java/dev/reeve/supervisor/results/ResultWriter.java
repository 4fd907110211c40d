package dev.reeve.supervisor.results;

import dev.reeve.os.Pause;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The thread {@code reeve-results}, which owns all outputs and writes results. It takes everything
 * that is queued, writes it in batches, and settles a batch when every output has it. An output
 * that fails is reported once and not used again; results are still settled, so that the run can
 * end. When memory runs short it gives up a reserve, writes single results, and tries again.
 */
public final class ResultWriter implements AutoCloseable {
  /** Size at which a batch is written even if more results wait. */
  private static final int BATCH_BYTES = 256 << 10;

  /** Memory for the last steps when there is no other. */
  private static final int RESERVE_BYTES = 512 << 10;

  /** Other threads free memory in time; so often, with a pause each time, it is tried again. */
  private static final int MOST_TRIES = 100;

  private static final long PAUSE_MILLIS = 100;

  private final DeliveryQueue queue = new DeliveryQueue();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final RecordBatch batch = new RecordBatch();
  private final Queue<Delivery> taken = new ArrayDeque<>();
  private final List<Delivery> inBatch = new ArrayList<>();
  private final InputOrder<Delivery> order = new InputOrder<>();
  private final boolean keepOrder;
  private final OutputGroup outputs;
  private final LongConsumer onAwait;
  private final Consumer<Delivery> adder = this::add;
  private byte @Nullable [] reserve = new byte[RESERVE_BYTES];

  /**
   * Starts the thread.
   *
   * @param outputs in the order in which they get each batch
   * @param keepOrder whether results are written in the order of the input
   * @param onFailure told on the writer's thread, once for each output that fails
   * @param onAwait told on the writer's thread the place of the result for which others have to
   *     wait, each time that nothing else is left to do
   */
  public ResultWriter(
      List<RecordOutput> outputs,
      boolean keepOrder,
      Consumer<OutputFailure> onFailure,
      LongConsumer onAwait) {
    this.keepOrder = keepOrder;
    this.onAwait = onAwait;
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
    while (take()) {
      while (!taken.isEmpty()) {
        next(taken.remove());
      }
      writeBatch();
      outputs.syncIfDue();
      if (order.isWaiting()) {
        onAwait.accept(order.next());
      }
    }
    order.releaseAll(adder);
    writeBatch();
  }

  private boolean take() {
    for (int tries = 1; ; tries++) {
      try {
        return queue.take(taken, outputs.nanosUntilSync());
      } catch (OutOfMemoryError e) {
        findMemory(e, tries);
      }
    }
  }

  private void next(Delivery delivery) {
    if (keepOrder) {
      order.offer(delivery.place(), delivery, adder);
    } else {
      add(delivery);
    }
  }

  private void add(Delivery delivery) {
    for (int tries = 1; !tryAdd(delivery, tries); tries++) {
      writeBatch();
    }
    if (batch.bytes() >= BATCH_BYTES) {
      writeBatch();
    }
  }

  /** Returns false if there was too little memory. */
  private boolean tryAdd(Delivery delivery, int tries) {
    int before = inBatch.size();
    try {
      inBatch.add(delivery);
      batch.add(delivery.result(), delivery.taskHash(), delivery.task());
    } catch (IOException e) {
      inBatch.remove(before);
      outputs.lost(e);
      delivery.settled();
    } catch (OutOfMemoryError e) {
      inBatch.subList(before, inBatch.size()).clear();
      findMemory(e, tries);
      return false;
    }
    return true;
  }

  private void writeBatch() {
    if (batch.isEmpty()) {
      return;
    }
    for (int tries = 1; !tryWriteBatch(tries); tries++) {
      // once more
    }
    inBatch.forEach(Delivery::settled);
    inBatch.clear();
    batch.clear();
  }

  /** Returns false if there was too little memory. */
  private boolean tryWriteBatch(int tries) {
    try {
      outputs.write(batch);
      return true;
    } catch (OutOfMemoryError e) {
      findMemory(e, tries);
      return false;
    }
  }

  /** Gives up the reserve, or waits a little. Throws the error after many tries. */
  private void findMemory(OutOfMemoryError error, int tries) {
    if (reserve != null) {
      reserve = null;
    } else if (tries < MOST_TRIES) {
      Pause.millis(PAUSE_MILLIS);
    } else {
      throw error;
    }
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
