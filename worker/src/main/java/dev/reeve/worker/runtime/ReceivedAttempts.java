package dev.reeve.worker.runtime;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker.RunTask;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attempts that have been received and not been queued. Those of a batch are held back until the
 * last one is there, however the pipe cuts them up. Not thread-safe.
 */
final class ReceivedAttempts {
  private final List<AttemptContext> complete = new ArrayList<>();
  private final List<AttemptContext> unfinished = new ArrayList<>();

  /** The batch of which more requests are to come; null if there is none. */
  private @Nullable AttemptBatch batch;

  /** Returns the batch of a request that comes now; null if it belongs to none. */
  @Nullable AttemptBatch batchOf(RunTask request) {
    if (batch == null && request.more() > 0) {
      batch = new AttemptBatch();
    }
    return batch;
  }

  void add(AttemptContext attempt) {
    if (batch == null) {
      complete.add(attempt);
      return;
    }
    unfinished.add(attempt);
    if (attempt.request().more() == 0) {
      endBatch();
    }
  }

  /** Takes what has come of a batch for all of it. */
  void endBatch() {
    complete.addAll(unfinished);
    unfinished.clear();
    batch = null;
  }

  /** Takes out all attempts that can be queued. */
  List<AttemptContext> takeComplete() {
    List<AttemptContext> all = List.copyOf(complete);
    complete.clear();
    return all;
  }

  /** Takes out the attempt with that request, of a batch that is not complete; null if none is. */
  @Nullable AttemptContext remove(RequestId request) {
    for (Iterator<AttemptContext> all = unfinished.iterator(); all.hasNext(); ) {
      AttemptContext attempt = all.next();
      if (attempt.id().equals(request)) {
        all.remove();
        return attempt;
      }
    }
    return null;
  }
}
