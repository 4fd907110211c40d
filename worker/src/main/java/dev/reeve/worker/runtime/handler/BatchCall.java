package dev.reeve.worker.runtime.handler;

import dev.reeve.worker.BatchHandler;
import dev.reeve.worker.BatchItem;
import dev.reeve.worker.mapping.InvalidValueException;
import java.util.ArrayList;
import java.util.List;

/**
 * One call of a handler that works on batches. As in {@link HandlerCall}, all code of the handler's
 * author runs in here, and whatever it throws becomes responses. Task thread.
 */
public final class BatchCall {
  private final RegisteredHandler handler;
  private final List<ItemCall> items;
  private final Runnable beforeCall;

  /**
   * Prepares the call; nothing runs yet.
   *
   * @param beforeCall run when the handler and the payloads are ready, right before the call
   */
  public BatchCall(RegisteredHandler handler, List<ItemCall> items, Runnable beforeCall) {
    this.handler = handler;
    this.items = items;
    this.beforeCall = beforeCall;
  }

  /** Calls the handler. When this returns, all items have been answered. Never throws. */
  public void run() {
    try {
      BatchHandler<?, ?> instance = (BatchHandler<?, ?>) handler.instance();
      List<ItemCall> readable = read();
      if (!readable.isEmpty()) {
        beforeCall.run();
        call(instance, readable);
      }
      items.forEach(ItemCall::failWithoutAnswer);
    } catch (Throwable thrown) {
      items.forEach(item -> item.failUnlessAnswered(thrown));
    }
  }

  /** Reads the payloads, and answers the items whose payload can't be read. */
  private List<ItemCall> read() {
    List<ItemCall> readable = new ArrayList<>(items.size());
    for (ItemCall item : items) {
      try {
        item.read();
        readable.add(item);
      } catch (InvalidValueException e) {
        item.refuse(e);
      }
    }
    return readable;
  }

  @SuppressWarnings("unchecked") // the payloads were read for this handler's type
  private static void call(BatchHandler<?, ?> instance, List<ItemCall> items) throws Exception {
    long calledAt = System.nanoTime();
    items.forEach(item -> item.calledAt(calledAt));
    List<? extends BatchItem<Object, Object>> readable = List.copyOf(items);
    ((BatchHandler<Object, Object>) instance).handleAll((List<BatchItem<Object, Object>>) readable);
  }
}
