package dev.reeve.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A handler that works on several tasks in one call, because that costs less than a call for each:
 * a model that takes 32 pictures at once, a database that takes many rows in one statement.
 *
 * <pre>{@code
 * @HandlerName("text/read")
 * @BatchLimits(maxItems = 32)
 * public final class ReadText implements BatchHandler<Picture, String> {
 *   private final Model model = Model.open(); // once for the life of the worker
 *
 *   @Override
 *   public void handleAll(List<BatchItem<Picture, String>> items) {
 *     List<String> texts = model.read(items.stream().map(BatchItem::request).toList());
 *     for (int i = 0; i < texts.size(); i++) {
 *       items.get(i).succeed(texts.get(i));
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Tasks are submitted as for any other handler. A worker that becomes idle takes the tasks for
 * this handler that wait, at most as many as {@link BatchLimits} says. Each task keeps its own id,
 * retries, time limit and result. If the worker dies, the tasks of the batch run again in halves,
 * until the task that ends it is alone; only that one is charged.
 *
 * <p>An attempt that is cancelled or reaches its time limit does not interrupt the others: {@link
 * TaskContext#isCancelled()} of its item becomes true. The thread is interrupted when that holds
 * for all items that have no answer yet. A handler that does not end within the grace period after
 * the cancel of one item loses its worker; the other tasks run again.
 *
 * @param <Q> the request, as for {@link TaskHandler}
 * @param <R> the result, as for {@link TaskHandler}
 */
public interface BatchHandler<Q, R> extends TaskHandler<Q, R> {

  /**
   * Works on all items, and answers each of them. An item without an answer fails when this
   * returns.
   *
   * @param items at least one; in the order of submission, mostly
   * @throws Exception to fail all items that have no answer yet
   */
  void handleAll(List<BatchItem<Q, R>> items) throws Exception;

  /** Works on one request, as a batch of one. Workers do not call it. */
  @Override
  default @Nullable R handle(Q request, TaskContext context) throws Exception {
    SingleItem<Q, R> item = new SingleItem<>(request, context);
    handleAll(List.of(item));
    return item.result();
  }
}
