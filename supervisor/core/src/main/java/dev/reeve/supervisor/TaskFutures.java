package dev.reeve.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Methods that wait for several futures and tell which of them are done. A future is done when it
 * has a result, has failed, or was cancelled.
 *
 * <pre>{@code
 * List<TaskFuture<Integer>> squares = pool.submitAll(Square.class, List.of(1, 2, 3));
 * for (TaskFuture<Integer> square : TaskFutures.asCompleted(squares)) {
 *   System.out.println(square.get()); // the quickest first
 * }
 *
 * TaskFutures.Waited<TaskFuture<Integer>> waited =
 *     TaskFutures.waitAll(squares, Duration.ofSeconds(5));
 * waited.pending().forEach(late -> late.cancel(true));
 * }</pre>
 *
 * <p>No method cancels a future. All accept any {@link CompletableFuture}, such as those of several
 * pools. A future that is given twice counts once. Thread-safe.
 */
public final class TaskFutures {
  private TaskFutures() {}

  /**
   * The futures of a wait; both lists are in the order in which the futures were given. Immutable.
   *
   * @param <F> type of the futures
   * @param done those that were done at the end of the wait
   * @param pending the others
   */
  public record Waited<F>(List<F> done, List<F> pending) {
    /** Copies both lists. */
    public Waited {
      done = List.copyOf(done);
      pending = List.copyOf(pending);
    }
  }

  /**
   * Returns the futures in the order in which they are done; those that are done already come
   * first. The iterator's {@code next} waits for the next one. If the thread is interrupted, it
   * throws a {@link CompletionException} and leaves the interrupt set; iteration can go on then.
   */
  public static <F extends CompletableFuture<?>> Iterable<F> asCompleted(
      Collection<? extends F> futures) {
    Set<F> given = new LinkedHashSet<>(futures);
    return () -> new CompletionOrder<>(given);
  }

  /** Waits until one of the futures is done at least; returns at once if none is given. */
  public static <F extends CompletableFuture<?>> Waited<F> waitAny(Collection<? extends F> futures)
      throws InterruptedException {
    return waitAny(futures, new CompletableFuture<>());
  }

  /**
   * Waits as {@link #waitAny(Collection)} does, for {@code limit} at most. Then no future is in
   * {@link Waited#done}. A limit that is not positive only looks.
   */
  public static <F extends CompletableFuture<?>> Waited<F> waitAny(
      Collection<? extends F> futures, Duration limit) throws InterruptedException {
    CompletableFuture<Void> timer = new CompletableFuture<>();
    return waitAny(
        futures, timer.completeOnTimeout(null, WaitNanos.of(limit), TimeUnit.NANOSECONDS));
  }

  /**
   * @param limit ends the wait when it is complete. It is completed in any case, because that makes
   *     the futures forget this wait
   */
  private static <F extends CompletableFuture<?>> Waited<F> waitAny(
      Collection<? extends F> futures, CompletableFuture<?> limit) throws InterruptedException {
    if (futures.isEmpty()) {
      return new Waited<>(List.of(), List.of());
    }
    List<CompletableFuture<?>> all = new ArrayList<>(futures);
    all.add(limit);
    try {
      Object unused = CompletableFuture.anyOf(all.toArray(CompletableFuture[]::new)).get();
    } catch (ExecutionException | CancellationException e) {
      // a future that has failed is done, too
    } finally {
      limit.cancel(false);
    }
    return look(futures);
  }

  /** Waits until all futures are done; {@link Waited#pending} is empty then. */
  public static <F extends CompletableFuture<?>> Waited<F> waitAll(Collection<? extends F> futures)
      throws InterruptedException {
    return waitUntil(futures, Long.MAX_VALUE);
  }

  /**
   * Waits until all futures are done, for {@code limit} at most. A limit that is not positive only
   * looks.
   */
  public static <F extends CompletableFuture<?>> Waited<F> waitAll(
      Collection<? extends F> futures, Duration limit) throws InterruptedException {
    return waitUntil(futures, WaitNanos.of(limit));
  }

  private static <F extends CompletableFuture<?>> Waited<F> waitUntil(
      Collection<? extends F> futures, long nanos) throws InterruptedException {
    long start = System.nanoTime();
    for (F future : futures) {
      if (!isDoneWithin(future, nanos - (System.nanoTime() - start))) {
        break;
      }
    }
    return look(futures);
  }

  private static boolean isDoneWithin(CompletableFuture<?> future, long nanos)
      throws InterruptedException {
    try {
      Object unused = future.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException | CancellationException e) {
      return true;
    }
  }

  private static <F extends CompletableFuture<?>> Waited<F> look(Collection<? extends F> futures) {
    List<F> done = new ArrayList<>();
    List<F> pending = new ArrayList<>();
    for (F future : new LinkedHashSet<F>(futures)) {
      (future.isDone() ? done : pending).add(future);
    }
    return new Waited<>(done, pending);
  }
}
