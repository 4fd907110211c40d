package dev.reeve.supervisor;

import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.TaskResult;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a map that were read from its input and whose results have not been taken. One
 * thread adds requests and says when the input has ended, another takes results or both are the
 * same; the pool's thread delivers results and never waits here.
 */
final class MapWindow {

  /** A request. */
  final class Item implements ResultListener {
    private @Nullable TrackedTask task; // these three are guarded by the window
    private @Nullable TaskResult result;
    private @Nullable RuntimeException refusal;

    @Override
    public void onResult(TaskResult outcome) {
      synchronized (MapWindow.this) {
        result = outcome;
        arrived(this);
      }
      tellWatcher();
    }

    /**
     * Sets the task of the request.
     *
     * @return false if the results were closed, so that the task must be cancelled
     */
    boolean submitted(TrackedTask submitted) {
      synchronized (MapWindow.this) {
        task = submitted;
        return !closed;
      }
    }

    /** Records that the request could not be submitted. */
    void refused(RuntimeException reason) {
      synchronized (MapWindow.this) {
        refusal = reason;
        arrived(this);
      }
      tellWatcher();
    }

    private boolean isDone() {
      return result != null || refusal != null;
    }

    /**
     * Returns the result.
     *
     * @throws RuntimeException if the request could not be submitted
     */
    TaskResult result() {
      synchronized (MapWindow.this) {
        if (refusal != null) {
          throw refusal;
        }
        if (result == null) {
          throw new IllegalStateException("the request has no result yet");
        }
        return result;
      }
    }
  }

  private final boolean ordered;
  private final Set<Item> underWay = new LinkedHashSet<>(); // all that follows is guarded by this
  private final ArrayDeque<Item> ready = new ArrayDeque<>();
  private @Nullable Item oldest; // for whose result a thread waits, if order counts
  private boolean awaitsResult;
  private boolean awaitsRequest;
  private boolean inputEnded;
  private boolean closed;
  private @Nullable Throwable failure;
  private volatile @Nullable Runnable watcher;

  MapWindow(boolean ordered) {
    this.ordered = ordered;
  }

  boolean isOrdered() {
    return ordered;
  }

  synchronized int size() {
    return underWay.size();
  }

  /** Adds the next request, whose result may arrive from now on; returns null after the close. */
  synchronized @Nullable Item add() {
    if (closed) {
      return null;
    }
    Item item = new Item();
    underWay.add(item);
    if (oldest == null) {
      oldest = item;
    }
    if (awaitsRequest) {
      notifyAll();
    }
    return item;
  }

  /** Removes a request that was not submitted. */
  synchronized void remove(Item item) {
    underWay.remove(item);
  }

  /**
   * Says that no more requests come; does nothing if that was said before.
   *
   * @param reason what the input threw; null if it has ended
   */
  void endInput(@Nullable Throwable reason) {
    synchronized (this) {
      if (inputEnded) {
        return;
      }
      inputEnded = true;
      failure = reason;
      notifyAll();
    }
    tellWatcher();
  }

  /**
   * Sets what is told of each result that arrives, and of the end of the input.
   *
   * @param target called by the pool's thread or the reading one, so it must not wait
   */
  void watch(Runnable target) {
    watcher = target;
  }

  private void tellWatcher() {
    Runnable target = watcher;
    if (target != null) {
      target.run();
    }
  }

  private void arrived(Item item) {
    if (!ordered) {
      ready.add(item);
    }
    if (awaitsResult && (!ordered || item == oldest)) {
      notifyAll();
    }
  }

  /** Waits until there is a result to take, or a failure; returns false if there is none. */
  synchronized boolean awaitRequest() throws InterruptedException {
    awaitsRequest = true;
    while (underWay.isEmpty() && !inputEnded) {
      wait();
    }
    awaitsRequest = false;
    return !underWay.isEmpty() || failure != null;
  }

  /**
   * Waits for the next result: that of the oldest request if order counts, else any. Returns null
   * if all results have been taken and the input has ended, or if the time has passed.
   */
  synchronized @Nullable Item take(long nanos) throws InterruptedException {
    long start = System.nanoTime();
    Item next = poll();
    awaitsResult = true;
    while (next == null && !isAtEnd()) {
      long left = nanos - (System.nanoTime() - start);
      if (left <= 0) {
        break;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
      next = poll();
    }
    awaitsResult = false;
    return next;
  }

  /** Returns whether all results have been taken and the input has ended. */
  synchronized boolean isAtEnd() {
    return underWay.isEmpty() && inputEnded;
  }

  /** Returns whether the input has thrown an exception that has not been taken. */
  synchronized boolean hasFailed() {
    return failure != null;
  }

  /** Returns the next result if it is there; else null. */
  synchronized @Nullable Item poll() {
    if (ordered) {
      oldest = underWay.isEmpty() ? null : underWay.iterator().next();
    }
    Item next = ordered && oldest != null && oldest.isDone() ? oldest : ready.poll();
    if (next != null) {
      underWay.remove(next);
    }
    return next;
  }

  /**
   * Returns the exception to throw when there are no more results: the one that the input threw,
   * once, then {@link NoSuchElementException}.
   */
  synchronized RuntimeException takeFailure() {
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

  /** Forgets all requests and results, and returns the tasks that were submitted. */
  synchronized List<TrackedTask> close() {
    List<TrackedTask> tasks =
        underWay.stream()
            .filter(item -> item.task != null && !item.isDone())
            .map(item -> item.task)
            .toList();
    closed = true;
    inputEnded = true;
    failure = null;
    underWay.clear();
    ready.clear();
    notifyAll();
    return tasks;
  }
}
