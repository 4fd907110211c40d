package dev.reeve.shared.server;

import dev.reeve.protocol.SharedResult;
import java.util.HashMap;
import java.util.Map;

/**
 * The items of a queue that were put and not yet said to be done. What a worker had taken when it
 * died will never be: it counts as done, and whoever joins the queue is told.
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

  void taken(ClientProcess member, long items) {
    if (items > 0) {
      taken.merge(member, items, Long::sum);
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
    taken.computeIfPresent(call.caller.member(), (member, n) -> n == 1 ? null : n - 1);
    call.answer(SharedResult.DONE);
    finished(1);
  }

  void join(WaitingCall call) throws RefusedException {
    if (count == 0) {
      call.answer(joined());
    } else {
      queue.waiting.enter(call, joining);
    }
  }

  void died(ClientProcess member) {
    Long lost = taken.remove(member);
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
