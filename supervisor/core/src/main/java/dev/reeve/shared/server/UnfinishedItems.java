package dev.reeve.shared.server;

import dev.reeve.protocol.SharedResult;
import java.util.HashMap;
import java.util.Map;

/**
 * The count of a queue's items that were put but not yet reported done. Items that a worker had
 * taken when it died count as done, and calls that join the queue learn of the death.
 */
final class UnfinishedItems {
  private final SharedState queue;
  private final WaitQueue joining;
  private final Map<ClientProcess, Long> taken = new HashMap<>();
  private long count;
  private boolean workerDied;

  UnfinishedItems(SharedState queue) {
    this.queue = queue;
    this.joining = new WaitQueue(queue);
  }

  void added(long items) {
    count += items;
  }

  void taken(ClientProcess client, long items) {
    if (items > 0) {
      taken.merge(client, items, Long::sum);
    }
  }

  /** Counts an item as one that its process has not taken after all. */
  void putBack(ClientProcess client) {
    Long before = taken.computeIfPresent(client, (owner, n) -> n == 1 ? null : n - 1);
    if (before == null && count == 0) {
      count = 1; // it was reported done before it was put back
    }
  }

  void removed(long items) {
    if (items > 0) {
      finished(items);
    }
  }

  void done(WaitingCall call) throws RefusedException {
    if (count == 0) {
      throw queue.misused(queue + ": taskDone was called more often than put");
    }
    taken.computeIfPresent(call.caller().client(), (client, n) -> n == 1 ? null : n - 1);
    call.answer(SharedResult.DONE);
    finished(1);
  }

  void join(WaitingCall call) throws RefusedException {
    if (count == 0) {
      call.answer(joined());
    } else {
      queue.waiting().enter(call, joining);
    }
  }

  void died(ClientProcess client) {
    Long lost = taken.remove(client);
    if (lost != null && count > 0) {
      workerDied = true;
      finished(Math.min(lost, count));
    }
  }

  private void finished(long items) {
    count -= items;
    if (count == 0) {
      SharedResult result = joined();
      joining.all().forEach(call -> call.answer(result));
    }
  }

  private SharedResult joined() {
    return new SharedResult(true, 0, null, workerDied);
  }
}
