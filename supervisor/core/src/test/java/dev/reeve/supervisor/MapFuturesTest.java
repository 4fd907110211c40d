package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long the end of a pool waits for futures of whole maps. */
@Timeout(30)
class MapFuturesTest {
  private static final long LONG = TimeUnit.SECONDS.toNanos(20);

  private final MapFutures futures = new MapFutures(Runnable::run, JvmKeeper.NONE);
  private final CompletableFuture<List<Integer>> map = new CompletableFuture<>();
  private final CompletableFuture<Void> stop = new CompletableFuture<>();

  @Test
  void nothing_is_waited_for_without_a_future() throws Exception {
    futures.await(0, stop);
    assertThat(futures.count()).isZero();
  }

  @Test
  void a_future_is_waited_for_until_it_has_a_result_or_has_failed() throws Exception {
    CompletableFuture<List<Integer>> failing = new CompletableFuture<>();
    futures.add(map);
    futures.add(failing);
    map.complete(List.of());
    assertThatThrownBy(() -> futures.await(1, stop)).isInstanceOf(TimeoutException.class);
    failing.completeExceptionally(new IllegalStateException("as asked"));
    futures.await(LONG, stop);
    assertThat(futures.count()).isZero();
  }

  @Test
  void a_pool_that_has_stopped_or_failed_ends_the_wait() throws Exception {
    futures.add(map);
    futures.await(LONG, CompletableFuture.completedFuture("stopped"), stop);
    futures.await(LONG, stop, CompletableFuture.failedFuture(new IllegalStateException("fault")));
    assertThat(futures.count()).isEqualTo(1);
  }

  @Test
  void a_future_counts_until_its_callbacks_have_run() {
    futures.add(map);
    List<Integer> counts = new ArrayList<>();
    CompletableFuture<Void> unused = map.thenAccept(list -> counts.add(futures.count()));
    map.cancel(true);
    assertThat(counts).isEmpty();
    assertThat(futures.count()).isZero();
    CompletableFuture<List<Integer>> other = new CompletableFuture<>();
    futures.add(other);
    unused = other.thenAccept(list -> counts.add(futures.count()));
    other.complete(List.of());
    assertThat(counts).containsExactly(1);
  }
}
