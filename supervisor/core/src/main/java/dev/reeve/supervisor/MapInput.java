package dev.reeve.supervisor;

import dev.reeve.supervisor.engine.task.TrackedTask;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The input of a map: reads requests and submits them. {@link #readNext} and {@link #end} must be
 * called by one thread at a time, the others by any.
 */
final class MapInput<Q> {
  private final Iterator<? extends Q> input;
  private final AutoCloseable inputCloser;
  private final ResultStream.Target<Q> target;
  private final MapWindow window;
  private long read;
  private boolean ended;

  MapInput(
      Iterator<? extends Q> input,
      AutoCloseable inputCloser,
      ResultStream.Target<Q> target,
      MapWindow window) {
    this.input = input;
    this.inputCloser = inputCloser;
    this.target = target;
    this.window = window;
  }

  /** Submits the next request; returns false at the end of the input, or when it has thrown. */
  boolean readNext() {
    if (ended) {
      return false;
    }
    try {
      if (input.hasNext()) {
        submit(input.next());
      } else {
        end(null);
      }
    } catch (RuntimeException | Error e) { // thrown after all results before it have been taken
      end(e);
    }
    return !ended;
  }

  private void submit(@Nullable Q request) {
    long index = read++;
    MapWindow.Item item = window.add();
    if (item == null) {
      end(null);
      return;
    }
    try {
      TrackedTask task = target.submit(request, item);
      if (!item.submitted(task)) {
        target.cancel(task);
      }
    } catch (IllegalArgumentException e) { // this request cannot be sent; the next may be
      item.refused(CallGroups.refusal(index, e));
    } catch (RuntimeException | Error e) {
      window.remove(item);
      throw e;
    }
  }

  /** Closes the input; does nothing if it has ended. */
  void end() {
    if (!ended) {
      end(null);
    }
  }

  private void end(@Nullable Throwable reason) {
    ended = true;
    Throwable failure = reason;
    try {
      inputCloser.close();
    } catch (Exception | Error e) {
      if (failure == null) {
        failure = e;
      } else {
        failure.addSuppressed(e);
      }
    }
    window.endInput(failure);
  }

  /** Ends the results after those under way, for another thread than the reading one. */
  void endWith(@Nullable RuntimeException reason) {
    window.endInput(reason);
  }

  /** Cancels the requests under way and forgets their results. */
  void cancelAll() {
    window.close().forEach(target::cancel);
  }
}
