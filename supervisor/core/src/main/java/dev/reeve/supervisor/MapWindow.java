package dev.reeve.supervisor;

import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.TaskResult;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a map that were submitted and whose results have not been taken. One thread adds
 * and takes; the pool's thread delivers results and never waits here.
 */
final class MapWindow {

  /** A submitted request. */
  final class Item implements ResultListener {
    private @Nullable TrackedTask task; // used by the taking thread only
    private @Nullable TaskResult result; // this and the next are guarded by the window
    private @Nullable RuntimeException refusal;

    @Override
    public void onResult(TaskResult outcome) {
      result = outcome;
      arrived(this);
    }

    void submitted(TrackedTask submitted) {
      task = submitted;
    }

    /** Records that the request could not be submitted. */
    void refused(RuntimeException reason) {
      refusal = reason;
      arrived(this);
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
      if (refusal != null) {
        throw refusal;
      }
      if (result == null) {
        throw new IllegalStateException("the request has no result yet");
      }
      return result;
    }

    @Nullable TrackedTask task() {
      return task;
    }
  }

  private final boolean ordered;
  private final Set<Item> underWay = new LinkedHashSet<>();
  private final ArrayDeque<Item> ready = new ArrayDeque<>(); // guarded by this, as is the next
  private @Nullable Item awaited;

  MapWindow(boolean ordered) {
    this.ordered = ordered;
  }

  /** Adds the next request, whose result may arrive from now on. */
  Item add() {
    Item item = new Item();
    underWay.add(item);
    return item;
  }

  /** Removes a request that was not submitted. */
  void remove(Item item) {
    underWay.remove(item);
  }

  boolean isOrdered() {
    return ordered;
  }

  int size() {
    return underWay.size();
  }

  Collection<Item> underWay() {
    return underWay;
  }

  /** Waits for the next result: that of the oldest request if order counts, else any. */
  Item take() throws InterruptedException {
    Iterator<Item> oldest = underWay.iterator();
    Item item = ordered ? await(oldest.next()) : awaitAny(oldest.next());
    underWay.remove(item);
    return item;
  }

  private synchronized Item await(Item item) throws InterruptedException {
    awaited = item;
    while (!item.isDone()) {
      wait();
    }
    awaited = null;
    return item;
  }

  private synchronized Item awaitAny(Item example) throws InterruptedException {
    awaited = example;
    while (ready.isEmpty()) {
      wait();
    }
    awaited = null;
    return ready.remove();
  }

  private synchronized void arrived(Item item) {
    if (!ordered) {
      ready.add(item);
    }
    if (awaited != null && (!ordered || awaited == item)) {
      notifyAll();
    }
  }
}
