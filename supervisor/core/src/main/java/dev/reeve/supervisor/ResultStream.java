package dev.reeve.supervisor;

import dev.reeve.json.Json;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.ResultListener;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The results of a {@code map}; can be iterated over once. Requests are read from the input no
 * further ahead than a limit, so the input may be infinite. A result is there as soon as its task
 * has ended, also while the input waits for its next element, which may depend on earlier results.
 *
 * <pre>{@code
 * try (ResultStream<Integer> squares = supervisor.map(Square.class, numbers)) {
 *   for (int square : squares) {
 *     System.out.println(square);
 *   }
 * }
 * }</pre>
 *
 * <p>{@link Iterator#next} throws a {@link TaskException} in place of the result of a task that did
 * not succeed, and an {@link IllegalArgumentException} in place of the result of a request that
 * cannot be sent, with its index; iteration can go on after either. An exception of the input is
 * thrown after the results of all requests before it. {@link #close} cancels submitted requests.
 * Not thread-safe.
 *
 * <p>A {@link java.util.Collection} is read by the thread that asks for results. Any other input is
 * read by a daemon thread of its own, because it may wait; see {@link
 * MapOptions#withInputReadByCaller}. The thread starts when the first result is asked for, and ends
 * with the input, when the results are closed or no longer referenced, or with the pool.
 *
 * @param <R> type of the handler's result
 */
public final class ResultStream<R> implements Iterable<R>, AutoCloseable {

  /** A destination of requests. */
  interface Target<Q> {
    TrackedTask submit(@Nullable Q request, ResultListener listener);

    void cancel(TrackedTask task);
  }

  /** Wakes up a reading thread for this part of the limit at the least. */
  private static final int STEPS_PER_LIMIT = 16;

  private final MapReading requests;
  private final MapWindow window;
  private final ReadAhead lookAhead;
  private final Function<Json, @Nullable R> reader;
  private final MapFutures futures;
  private final Iterator<R> results = new Results();
  private long taken;

  /**
   * @param futures counts a future of all results
   */
  ResultStream(
      MapReading requests,
      MapWindow window,
      Function<Json, @Nullable R> reader,
      ReadAhead lookAhead,
      MapFutures futures) {
    this.requests = requests;
    this.window = window;
    this.reader = reader;
    this.lookAhead = lookAhead;
    this.futures = futures;
  }

  /** The only iterator. */
  private final class Results implements Iterator<R> {

    /** Returns true if a result or an error is still to come; may wait for the input. */
    @Override
    public boolean hasNext() {
      if (window.size() > 0) {
        return true;
      }
      readAhead();
      return awaitRequest();
    }

    @Override
    public R next() {
      readAhead();
      MapWindow.Item item = take();
      if (item == null) {
        throw window.takeFailure();
      }
      return value(item);
    }
  }

  @SuppressWarnings("NullAway") // a handler of Void returns null, and so does this
  private R value(MapWindow.Item item) {
    taken++;
    lookAhead.resultTaken();
    return TaskFuture.valueOf(item.result(), reader);
  }

  private void readAhead() {
    int limit = lookAhead.limit();
    requests.readUpTo(taken + limit, Math.max(1, limit / STEPS_PER_LIMIT));
  }

  private boolean awaitRequest() {
    try {
      return window.awaitRequest();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      Reference.reachabilityFence(this); // while it waits, its input must not count as dropped
    }
  }

  private MapWindow.@Nullable Item take() {
    try {
      return take(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static CompletionException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new CompletionException("interrupted while waiting for a result", e);
  }

  /**
   * Returns the only iterator over the results, the same at each call. Its {@code next} waits; if
   * the thread is interrupted, it throws a {@link CompletionException} and leaves the interrupt
   * set.
   */
  @Override
  public Iterator<R> iterator() {
    return results;
  }

  /**
   * Returns the next result as the iterator does, but waits for a limited time. After a {@link
   * TimeoutException} nothing is lost: a later call returns that result.
   *
   * @throws TimeoutException if there is no result within the limit
   * @throws java.util.NoSuchElementException if there are no more results
   */
  public R next(Duration limit) throws InterruptedException, TimeoutException {
    readAhead();
    MapWindow.Item item = take(WaitNanos.of(limit));
    if (item != null) {
      return value(item);
    }
    if (!window.isAtEnd()) {
      throw new TimeoutException("no result of the map has arrived within " + limit);
    }
    throw window.takeFailure();
  }

  private MapWindow.@Nullable Item take(long nanos) throws InterruptedException {
    try {
      return window.take(nanos);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Returns the results as a stream; closing that closes this. */
  public Stream<R> stream() {
    int order = window.isOrdered() ? Spliterator.ORDERED : 0;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(results, order), false)
        .onClose(this::close);
  }

  /** Returns all remaining results. The first error is thrown, and cancels the rest. */
  public List<R> toList() {
    List<R> all = new ArrayList<>();
    try (this) {
      results.forEachRemaining(all::add);
    }
    return all;
  }

  /**
   * Returns a future of all remaining results. The first error completes it exceptionally and
   * cancels the rest. Cancelling it, or completing it in another way, closes this. No thread waits
   * for it, and requests are read no further ahead than otherwise; an input that is read by the
   * caller is read by the threads of callbacks. Nothing else of this may be used afterwards. The
   * end of the pool waits for this future as for a task, so the input is read to its end.
   */
  public CompletableFuture<List<R>> toFuture() {
    MapFuture<R> all = new MapFuture<>(this, futures.callbacks());
    futures.add(all.future());
    window.watch(all::arrived);
    return all.start();
  }

  /**
   * Adds the results that are there to a list, without waiting.
   *
   * @return true if there are no more
   */
  boolean takeReady(List<R> target) {
    readAhead();
    for (MapWindow.Item item = window.poll(); item != null; item = window.poll()) {
      target.add(value(item));
      readAhead();
    }
    boolean isAtEnd = window.isAtEnd();
    if (isAtEnd && window.hasFailed()) {
      throw window.takeFailure();
    }
    return isAtEnd;
  }

  /**
   * Reads no further requests and cancels the submitted ones; does nothing at the end. If another
   * thread reads the input at this moment, it is interrupted and closes the input; this method
   * waits for that, up to 2 s.
   */
  @Override
  public void close() {
    requests.close();
  }
}
