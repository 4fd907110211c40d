package dev.reeve.supervisor;

import dev.reeve.json.Json;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.ResultListener;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The results of a {@code map}, once through. Requests are taken from the input by the thread that
 * asks for results, and no further ahead than a bound; so the input may be infinite.
 *
 * <p>{@link Iterator#next} throws a {@link TaskException} in place of the result of a task that did
 * not succeed, and an {@link IllegalArgumentException} in place of that of a request that can't be
 * sent; the results behind it can still be asked for. What the input itself throws comes after the
 * results of all that it gave before. {@link #close} cancels what is under way. One thread at a
 * time.
 *
 * @param <R> what the handler returns
 */
public final class ResultStream<R> implements Iterable<R>, AutoCloseable {

  /** Where requests go. */
  interface Target<Q> {
    TrackedTask submit(@Nullable Q request, ResultListener listener);

    void cancel(TrackedTask entry);
  }

  private final MapInput<?> requests;
  private final MapWindow window;
  private final ReadAhead lookAhead;
  private final Function<Json, @Nullable R> reader;
  private final Iterator<R> results = new Results();

  <Q> ResultStream(
      Iterator<? extends Q> input,
      AutoCloseable inputCloser,
      Target<Q> target,
      Function<Json, @Nullable R> reader,
      ReadAhead lookAhead,
      boolean ordered) {
    this.window = new MapWindow(ordered);
    this.requests = new MapInput<>(input, inputCloser, target, window);
    this.reader = reader;
    this.lookAhead = lookAhead;
  }

  /** What the only iterator does. */
  private final class Results implements Iterator<R> {

    /** Whether there is a result, or an error, still to come; may have to ask the input. */
    @Override
    public boolean hasNext() {
      if (window.size() == 0) {
        requests.submitUpTo(lookAhead.limit());
      }
      return window.size() > 0 || requests.failure() != null;
    }

    @Override
    @SuppressWarnings("NullAway") // a handler of Void returns null, and so does this
    public R next() {
      requests.submitUpTo(lookAhead.limit());
      if (window.size() == 0) {
        throw requests.takeFailure();
      }
      MapWindow.Item item = take();
      lookAhead.resultTaken();
      return TaskFuture.valueOf(item.result(), reader);
    }
  }

  private MapWindow.Item take() {
    try {
      return window.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException("interrupted while waiting for a result", e);
    }
  }

  /**
   * The one iterator over the results, however often it is asked for. Its {@code next} waits; an
   * interrupt ends that in a {@link CompletionException}, and stays set.
   */
  @Override
  public Iterator<R> iterator() {
    return results;
  }

  /** The results as a stream, which closes this when it is closed. */
  public Stream<R> stream() {
    int order = window.isOrdered() ? Spliterator.ORDERED : 0;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(results, order), false)
        .onClose(this::close);
  }

  /** The remaining results, all of them; the first error ends it, and cancels the rest. */
  public List<R> toList() {
    List<R> all = new ArrayList<>();
    try (this) {
      results.forEachRemaining(all::add);
    }
    return all;
  }

  /** Takes nothing more from the input and cancels what is under way; harmless at the end. */
  @Override
  public void close() {
    requests.close();
  }
}
