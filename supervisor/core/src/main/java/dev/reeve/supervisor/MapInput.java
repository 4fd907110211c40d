package dev.reeve.supervisor;

import dev.reeve.supervisor.engine.task.TrackedTask;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The input of a map, on its way into the pool. One thread at a time. */
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

  /** Takes requests from the input until so many are under way, or there are no more. */
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
    } catch (RuntimeException | Error e) { // it is told when all results before it were taken
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
    } catch (IllegalArgumentException e) { // this one can't be sent; the next may
      item.refused(e);
    } catch (RuntimeException | Error e) {
      window.forget(item);
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

  /** What the input threw, and was not told yet. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** What to throw when there are no more results: what the input threw, once. */
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
        ? new NoSuchElementException("there are no more results")
        : new IllegalStateException("the input could not be closed", thrown);
  }

  /** Takes no more, and cancels what is under way. */
  void close() {
    if (!ended) {
      end();
    }
    failure = null;
    for (MapWindow.Item item : window.underWay()) {
      TrackedTask entry = item.entry();
      if (entry != null) {
        target.cancel(entry);
      }
    }
    window.underWay().clear();
  }
}
