package dev.reeve.supervisor;

import dev.reeve.supervisor.engine.task.TrackedTask;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The part of a map that reads its input and submits the requests. Not thread-safe. */
final class MapInput<Q> {
  private final Iterator<? extends Q> input;
  private final AutoCloseable inputCloser;
  private final ResultStream.Target<Q> target;
  private final MapWindow window;
  private @Nullable Throwable failure;
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

  /** Submits requests until {@code limit} of them are under way, or the input has ended. */
  void submitUpTo(int limit) {
    while (!ended && window.size() < limit) {
      submitNext();
    }
  }

  private void submitNext() {
    Q request;
    try {
      if (!input.hasNext()) {
        end();
        return;
      }
      request = input.next();
    } catch (RuntimeException | Error e) { // thrown after all results before it have been taken
      failure = e;
      end();
      return;
    }
    submit(request);
  }

  private void submit(@Nullable Q request) {
    MapWindow.Item item = window.add();
    try {
      item.submitted(target.submit(request, item));
    } catch (IllegalArgumentException e) { // this request cannot be sent; the next may be
      item.refused(e);
    } catch (RuntimeException | Error e) {
      window.remove(item);
      failure = e;
      end();
    }
  }

  private void end() {
    ended = true;
    try {
      inputCloser.close();
    } catch (Exception e) {
      if (failure == null) {
        failure = e;
      } else {
        failure.addSuppressed(e);
      }
    }
  }

  /** Returns the exception of the input that has not been thrown yet; null if there is none. */
  @Nullable Throwable failure() {
    return failure;
  }

  /**
   * Returns the exception to throw when there are no more results: the one that the input threw,
   * once, then {@link NoSuchElementException}.
   */
  RuntimeException takeFailure() {
    Throwable thrown = failure;
    failure = null;
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      return exception;
    }
    return thrown == null
        ? new NoSuchElementException("the map has no more results; call hasNext() first")
        : new IllegalStateException("cannot close the input of the map: " + thrown, thrown);
  }

  /** Reads no further requests and cancels the submitted ones. */
  void close() {
    if (!ended) {
      end();
    }
    failure = null;
    for (MapWindow.Item item : window.underWay()) {
      TrackedTask task = item.task();
      if (task != null) {
        target.cancel(task);
      }
    }
    window.underWay().clear();
  }
}
