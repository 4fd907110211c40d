package dev.reeve.shared.server;

import static dev.reeve.protocol.SharedKind.MAP;
import static dev.reeve.protocol.SharedOperation.ACQUIRE;
import static dev.reeve.protocol.SharedOperation.DISCARD;
import static dev.reeve.protocol.SharedOperation.PUT;
import static dev.reeve.protocol.SharedOperation.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.shared.DeadlockException;
import dev.reeve.shared.SharedMap;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.client.SharedProxies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values that are computed once, under the lock of their key. */
class ComputeIfAbsentTest {
  private final ServerRig rig = new ServerRig();
  private final ServerRig.User ann = rig.user(0);
  private final ServerRig.User bob = rig.user(1);
  private final List<String> deadlocks = new ArrayList<>();
  private final SharedObjectServer server =
      new SharedObjectServer(SharedLimits.of(1 << 24, 1 << 20), deadlocks::add);
  private final SharedObjects ours =
      new SharedProxies(new ServerPort(server, ClientProcess.PROGRAM));
  private final SharedObjects theirs =
      new SharedProxies(new ServerPort(server, new ClientProcess(0, 0)));
  private final SharedMap<String, Integer> map = ours.map("m", String.class, Integer.class);
  private final SharedMap<String, Integer> same = theirs.map("m", String.class, Integer.class);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static ServerRig.Answer call(ServerRig.User user, SharedOperation operation, String key) {
    return user.call(
        SharedCall.of(MAP, "m", operation).waiting(SharedCall.NO_LIMIT).key(Json.string(key)));
  }

  @Test
  void a_key_is_locked_for_others_and_other_keys_are_not() {
    ann.open(MAP, "m", 0).isDone();
    long before = rig.server.bytes();
    call(ann, ACQUIRE, "k").isDone();
    call(bob, ACQUIRE, "other").isDone();
    ServerRig.Answer waits = call(bob, ACQUIRE, "k");
    waits.waits();
    SharedCall put = SharedCall.of(MAP, "m", PUT).key(Json.string("k")).value(Json.number(1));
    bob.call(put).isDone();
    call(ann, RELEASE, "k").isDone();
    waits.isDone();
    call(ann, RELEASE, "k").isRefused(SharedRefusal.NOT_HOLDER);
    call(ann, RELEASE, "no such").isRefused(SharedRefusal.NOT_HOLDER);
    call(bob, RELEASE, "k").isDone();
    call(bob, RELEASE, "other").isDone();
    bob.call(SharedCall.of(MAP, "m", SharedOperation.CLEAR)).isDone();
    assertThat(rig.server.bytes()).isEqualTo(before);
    ann.call(SharedCall.of(MAP, "m", ACQUIRE)).isRefused(SharedRefusal.MISUSED);
  }

  @Test
  void a_worker_that_dies_leaves_its_keys_to_those_who_wait() {
    ann.open(MAP, "m", 0).isDone();
    long before = rig.server.bytes();
    call(ann, ACQUIRE, "k").isDone();
    call(ann, ACQUIRE, "alone").isDone();
    ServerRig.Answer waits = call(bob, ACQUIRE, "k");
    ServerRig.Answer dies = call(ann, ACQUIRE, "k");
    dies.isDone();
    rig.dies(0);
    assertThat(waits.result().formerHolderDied()).isTrue();
    call(bob, RELEASE, "k").isDone();
    assertThat(rig.server.bytes()).isEqualTo(before);
  }

  @Test
  void one_that_gives_up_or_is_discarded_waits_no_more() {
    long before = rig.server.bytes();
    ann.open(MAP, "m", 0).isDone();
    call(ann, ACQUIRE, "k").isDone();
    ServerRig.Answer cancelled = call(bob, ACQUIRE, "k");
    cancelled.cancel();
    cancelled.isRefused(SharedRefusal.CANCELLED);
    SharedCall limited = SharedCall.of(MAP, "m", ACQUIRE).key(Json.string("k")).waiting(5);
    ServerRig.Answer late = bob.call(limited);
    rig.pass(Duration.ofNanos(5));
    late.isNotDone();
    ServerRig.Answer waits = call(bob, ACQUIRE, "k");
    ann.call(MAP, "m", DISCARD).isDone();
    waits.isRefused(SharedRefusal.DISCARDED);
    assertThat(rig.server.bytes()).isEqualTo(before);
    assertThat(rig.server.waitingCalls()).isZero();
  }

  @Test
  void locked_keys_count_as_memory() {
    ServerRig small = new ServerRig(new SharedLimits(9, 9, 10_000, 10_000), 0);
    ServerRig.User eve = small.user(0);
    eve.open(MAP, "m", 0).isDone();
    int locked = 0;
    while (call(eve, ACQUIRE, "key " + locked).wasDone()) {
      locked++;
    }
    assertThat(locked).isBetween(5, 10);
    call(eve, ACQUIRE, "one more").isRefused(SharedRefusal.LIMIT);
    call(eve, RELEASE, "key 0").isDone();
    call(eve, ACQUIRE, "one more").isDone();
  }

  @Test
  void many_threads_compute_a_value_once() throws Exception {
    AtomicInteger computed = new AtomicInteger();
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      SharedMap<String, Integer> mine = i % 2 == 0 ? map : same;
      all.add(threads.submit(() -> mine.computeIfAbsent("k", key -> computed.incrementAndGet())));
    }
    for (Future<Integer> one : all) {
      assertThat(one.get()).isEqualTo(1);
    }
    assertThat(computed).hasValue(1);
    assertThat(map.get("k")).isEqualTo(1);
  }

  @Test
  void a_value_that_another_call_puts_meanwhile_counts() throws Exception {
    Integer value =
        map.computeIfAbsent(
            "k",
            key -> {
              same.put("k", 7);
              return 8;
            });
    assertThat(value).isEqualTo(7);
    assertThat(map.get("k")).isEqualTo(7);
  }

  @Test
  void a_function_that_throws_or_returns_null_leaves_the_key_to_another() throws Exception {
    assertThatThrownBy(
            () ->
                map.computeIfAbsent(
                    "k",
                    key -> {
                      throw new IllegalStateException("no value");
                    }))
        .hasMessage("no value");
    assertThat(map.computeIfAbsent("k", key -> null)).isNull();
    assertThat(threads.submit(() -> same.computeIfAbsent("k", String::length)).get()).isEqualTo(1);
  }

  @Test
  void a_function_that_waits_for_its_own_value_is_told() throws Exception {
    assertThatThrownBy(() -> map.computeIfAbsent("k", key -> unchecked(map, key)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("map m");
    assertThat(threads.submit(() -> same.computeIfAbsent("k", String::length)).get()).isEqualTo(1);
  }

  private static Integer unchecked(SharedMap<String, Integer> map, String key) {
    try {
      return map.computeIfAbsent(key, String::length);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void functions_that_wait_for_each_other_are_found() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    Future<Integer> one = threads.submit(() -> nested(map, "a", "b", both));
    Future<Integer> other = threads.submit(() -> nested(same, "b", "a", both));
    List<Throwable> failures = new ArrayList<>();
    for (Future<Integer> each : List.of(one, other)) {
      try {
        assertThat(each.get()).isEqualTo(1);
      } catch (ExecutionException e) {
        failures.add(e.getCause());
      }
    }
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0))
        .isInstanceOf(DeadlockException.class)
        .hasMessageContaining("lock of \"a\" in map m")
        .hasMessageContaining("lock of \"b\" in map m");
    assertThat(deadlocks).hasSize(1);
  }

  private static Integer nested(
      SharedMap<String, Integer> map, String key, String inner, CountDownLatch both)
      throws InterruptedException {
    return map.computeIfAbsent(
        key,
        same -> {
          both.countDown();
          try {
            both.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return unchecked(map, inner);
        });
  }

  @Test
  void an_interrupt_ends_the_wait_for_a_value() throws Exception {
    CountDownLatch computing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Future<Integer> slow =
        threads.submit(
            () ->
                map.computeIfAbsent(
                    "k",
                    key -> {
                      computing.countDown();
                      try {
                        goOn.await();
                      } catch (InterruptedException e) {
                        throw new AssertionError(e);
                      }
                      return 1;
                    }));
    computing.await();
    ExecutorService others = Executors.newSingleThreadExecutor();
    Future<Integer> waits = others.submit(() -> same.computeIfAbsent("k", String::length));
    await()
        .until(
            () -> {
              synchronized (server) {
                return server.waitingCalls() == 1;
              }
            });
    others.shutdownNow();
    assertThatThrownBy(waits::get).hasCauseInstanceOf(InterruptedException.class);
    goOn.countDown();
    assertThat(slow.get()).isEqualTo(1);
  }
}
