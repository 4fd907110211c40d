import dev.reeve.worker.BatchHandler;
import dev.reeve.worker.BatchItem;
import dev.reeve.worker.BatchLimits;
import dev.reeve.worker.HandlerName;
import java.util.List;

/** Needs 20 ms for a batch and 0.5 ms more for each item, as a model on another device might. */
@HandlerName("bench/model")
@BatchLimits(maxItems = 32)
public final class SleepingModel implements BatchHandler<Integer, Integer> {
  private static final long BATCH_MICROS = 20_000;
  private static final long ITEM_MICROS = 500;

  @Override
  public void handleAll(List<BatchItem<Integer, Integer>> items) throws InterruptedException {
    long micros = BATCH_MICROS + ITEM_MICROS * items.size();
    Thread.sleep(micros / 1_000, (int) (micros % 1_000) * 1_000);
    items.forEach(item -> item.succeed(item.request()));
  }
}
