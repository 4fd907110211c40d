package dev.reeve.shared.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.shared.Binary;
import dev.reeve.shared.ClosedException;
import dev.reeve.shared.SharedBarrier;
import dev.reeve.shared.SharedCondition;
import dev.reeve.shared.SharedCounter;
import dev.reeve.shared.SharedEvent;
import dev.reeve.shared.SharedList;
import dev.reeve.shared.SharedLock;
import dev.reeve.shared.SharedLongs;
import dev.reeve.shared.SharedMap;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.SharedPipe;
import dev.reeve.shared.SharedPriorityQueue;
import dev.reeve.shared.SharedQueue;
import dev.reeve.shared.SharedSemaphore;
import dev.reeve.shared.client.SharedProxies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies and the state behind them, with nothing between. */
class SharedProxiesTest {
  private static final int THREADS = 8;

  record Page(int number, List<String> words) {}

  /** Its getter is what Jackson asks. */
  static final class Unwritable {
    public int getNumber() {
      throw new IllegalStateException("no number");
    }
  }

  @TempDir private static Path folder;

  private final Path memory = folder.resolve("memory-" + UUID.randomUUID());
  private final SharedObjectServer server =
      new SharedObjectServer(SharedLimits.of(1 << 24, 1 << 20), text -> {});
  private final SharedObjects ours =
      new SharedProxies(new ServerPort(server, ClientProcess.PROGRAM));
  private final SharedObjects theirs =
      new SharedProxies(new ServerPort(server, new ClientProcess(0, 0)));
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void haveMemory() {
    server.use(memory::toString);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Each within the one before. */
  record Nest(List<Nest> inner) {
    static Nest of(int levels) {
      return new Nest(levels == 0 ? List.of() : List.of(of(levels - 1)));
    }
  }

  @Test
  void what_is_nested_too_deep_for_a_message_is_refused_at_once() throws InterruptedException {
    SharedQueue<Nest> queue = ours.queue("q", 2, Nest.class);
    assertThatThrownBy(() -> queue.put(Nest.of(50))).isInstanceOf(IllegalArgumentException.class);
    queue.putAll(List.of(Nest.of(30), Nest.of(31)));
    assertThat(queue.takeAll(2)).containsExactly(Nest.of(30), Nest.of(31));
    SharedMap<String, Json> map = ours.map("m", String.class, Json.class);
    assertThatThrownBy(() -> map.put("deep", Json.of("[".repeat(65) + "]".repeat(65))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65 levels");
    map.put("flat", Json.of("[".repeat(64) + "]".repeat(64)));
  }

  @Test
  void many_go_into_a_priority_queue_by_the_rank_of_each() throws InterruptedException {
    SharedPriorityQueue<Integer> queue =
        ours.priorityQueue("p", 10, Integer.class, number -> number / 10);
    queue.putAll(List.of(52, 31, 30, 99, 35, 5));
    assertThat(queue.takeAll(10)).containsExactly(5, 31, 30, 35, 52, 99);
  }

  @Test
  void records_go_through_a_queue() throws InterruptedException {
    SharedQueue<Page> queue = ours.queue("q", 2, Page.class);
    queue.put(new Page(1, List.of("a", "ä")));
    assertThat(queue.offer(new Page(2, List.of()))).isTrue();
    assertThat(queue.offer(new Page(3, List.of()))).isFalse();
    assertThat(queue.offer(new Page(3, List.of()), Duration.ZERO)).isFalse();
    assertThat(queue.isFull()).isTrue();
    SharedQueue<Page> same = theirs.queue("q", 2, Page.class);
    assertThat(same.take()).isEqualTo(new Page(1, List.of("a", "ä")));
    assertThat(same.poll()).isEqualTo(new Page(2, List.of()));
    assertThat(same.poll()).isNull();
    assertThat(same.poll(Duration.ZERO)).isNull();
    assertThat(same.isEmpty()).isTrue();
  }

  @Test
  void values_of_the_wrong_kind_are_told_and_harm_nothing() throws InterruptedException {
    ours.queue("q", 2, Json.class).put(Json.of("{\"x\": 1.50}"));
    SharedQueue<Page> pages = theirs.queue("q", 2, Page.class);
    assertThatThrownBy(pages::take)
        .isInstanceOf(SharedObjectException.class)
        .hasMessageContaining("Page");
    assertThatThrownBy(() -> pages.put(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> ours.queue("o", 1, Unwritable.class).put(new Unwritable()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ours.queue("o", 1, Object.class).put(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ours.stack("q", 2, Page.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("q is a queue, not a stack");
  }

  @Test
  void many_items_go_through_a_small_queue_in_their_order() throws Exception {
    SharedQueue<String> queue = ours.queue("q", 7, String.class);
    List<String> items = IntStream.range(0, 100).mapToObj(i -> i + "é".repeat(i * 20)).toList();
    Future<?> writing =
        threads.submit(
            () -> {
              queue.putAll(items);
              return null;
            });
    SharedQueue<String> same = theirs.queue("q", 7, String.class);
    List<String> taken = new ArrayList<>();
    while (taken.size() < items.size()) {
      taken.addAll(same.takeAll(5));
    }
    writing.get();
    assertThat(taken).isEqualTo(items);
    assertThat(same.pollAll(5)).isEmpty();
    queue.putAll(List.of());
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void numbers_arrive_as_they_are_and_what_is_no_such_number_is_told() throws Exception {
    SharedQueue<Long> longs = ours.queue("q", 9, Long.class);
    SharedQueue<Integer> ints = theirs.queue("i", 9, Integer.class);
    longs.putAll(List.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE));
    assertThat(longs.takeAll(9)).containsExactly(Long.MIN_VALUE, -1L, Long.MAX_VALUE);
    ints.putAll(List.of(Integer.MIN_VALUE, 0, Integer.MAX_VALUE));
    assertThat(ints.takeAll(9)).containsExactly(Integer.MIN_VALUE, 0, Integer.MAX_VALUE);
    SharedQueue<Json> any = ours.queue("i", 9, Json.class);
    any.put(Json.number(1L + Integer.MAX_VALUE));
    assertThatThrownBy(ints::take).isInstanceOf(SharedObjectException.class);
    assertThat(any.take()).hasToString("2147483648");
    any.put(Json.string("7 pages"));
    assertThatThrownBy(ints::take).isInstanceOf(SharedObjectException.class);
  }

  @Test
  void of_many_items_none_goes_in_if_one_has_no_json() {
    SharedQueue<Object> queue = ours.queue("q", 7, Object.class);
    assertThatThrownBy(() -> queue.putAll(List.of("fine", new Unwritable())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void a_rank_decides_and_a_stack_turns_round() throws InterruptedException {
    SharedPriorityQueue<String> ranked = ours.priorityQueue("p", 3, String.class);
    ranked.put("late", 5);
    ranked.put("plain");
    assertThat(ranked.offer("first", -1)).isTrue();
    assertThat(List.of(ranked.take(), ranked.take(), ranked.take()))
        .containsExactly("first", "plain", "late");
    SharedQueue<String> shortest = theirs.priorityQueue("w", 3, String.class, String::length);
    shortest.put("long");
    assertThat(shortest.offer("mid")).isTrue();
    assertThat(shortest.offer("s", Duration.ZERO)).isTrue();
    assertThat(List.of(shortest.take(), shortest.take(), shortest.take()))
        .containsExactly("s", "mid", "long");
    SharedQueue<Integer> stack = ours.stack("s", 2, Integer.class);
    stack.put(1);
    stack.put(2);
    assertThat(stack.take()).isEqualTo(2);
  }

  @Test
  void a_queue_is_joined_and_closed() throws Exception {
    SharedQueue<Integer> queue = ours.queue("q", 2, Integer.class);
    queue.put(1);
    Future<Boolean> join = threads.submit(queue::join);
    theirs.queue("q", 2, Integer.class).take();
    queue.taskDone();
    assertThat(join.get()).isFalse();
    queue.close();
    assertThatThrownBy(queue::take).isInstanceOf(ClosedException.class);
    queue.discard();
    assertThatThrownBy(queue::size).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_loop_over_a_queue_takes_what_is_left_when_it_is_closed_and_then_ends() throws Exception {
    SharedQueue<Integer> queue = ours.queue("q", 9, Integer.class);
    Future<List<Integer>> all = threads.submit(() -> allOf(theirs.queue("q", 9, Integer.class)));
    queue.put(1);
    queue.put(2);
    queue.close();
    assertThat(all.get()).containsExactly(1, 2);
    queue.discard();
    assertThatThrownBy(queue::takeUnlessClosed).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Integer> allOf(SharedQueue<Integer> queue) throws InterruptedException {
    List<Integer> all = new ArrayList<>();
    for (Integer next; (next = queue.takeUnlessClosed()) != null; ) {
      all.add(next);
    }
    return all;
  }

  @Test
  void a_map_takes_records_as_keys_and_keeps_their_order() {
    SharedMap<Page, String> map = ours.map("m", Page.class, String.class);
    Page one = new Page(1, List.of());
    assertThat(map.put(one, "a")).isNull();
    assertThat(map.putIfAbsent(one, "b")).isEqualTo("a");
    assertThat(map.replace(one, "x", "c")).isFalse();
    assertThat(map.replace(one, "a", "c")).isTrue();
    map.put(new Page(2, List.of("[,]", "\"")), "d");
    assertThat(theirs.map("m", Page.class, String.class).keys())
        .containsExactly(one, new Page(2, List.of("[,]", "\"")));
    assertThat(map.values()).containsExactly("c", "d");
    assertThat(map.toMap())
        .containsExactly(entry(one, "c"), entry(new Page(2, List.of("[,]", "\"")), "d"));
    assertThat(map.remove(one)).isEqualTo("c");
    assertThat(map.get(one)).isNull();
    assertThat(map.size()).isEqualTo(1);
    map.clear();
    assertThat(map.keys()).isEmpty();
    assertThat(ours.map("n", String.class, Long.class).add("k", 3)).isEqualTo(3);
  }

  @Test
  void a_list_knows_its_bounds() {
    SharedList<String> list = ours.list("l", String.class);
    assertThat(list.add("b")).isEqualTo(1);
    assertThat(list.insert(0, "a")).isEqualTo(2);
    assertThat(list.set(1, "c")).isEqualTo("b");
    assertThat(list.values()).containsExactly("a", "c");
    assertThat(list.remove(0)).isEqualTo("a");
    assertThat(list.get(0)).isEqualTo("c");
    assertThatThrownBy(() -> list.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
    list.clear();
    assertThat(list.size()).isZero();
  }

  @Test
  void many_threads_count_under_a_lock_and_without_one() throws Exception {
    SharedCounter counter = ours.counter("c", 10);
    SharedLock lock = theirs.lock("l");
    SharedLongs plain = ours.longs("x", 1);
    inAllThreads(
        () -> {
          for (int i = 0; i < 200; i++) {
            counter.increment();
            try (SharedLock.Hold hold = lock.acquire()) {
              assertThat(hold.formerHolderDied()).isFalse();
              plain.setPlain(0, plain.getPlain(0) + 1);
            }
          }
          return null;
        });
    assertThat(counter.get()).isEqualTo(10 + THREADS * 200);
    assertThat(plain.get(0)).isEqualTo(THREADS * 200);
    assertThat(counter.compareAndSet(1, 2)).isFalse();
    assertThat(counter.compareAndSet(10 + THREADS * 200, 2)).isTrue();
    assertThat(counter.set(3)).isEqualTo(2);
  }

  @Test
  void many_threads_lose_no_item_of_one_proxy() throws Exception {
    SharedQueue<Integer> queue = ours.queue("q", 3, Integer.class);
    Future<Integer> sum =
        threads.submit(
            () -> {
              int total = 0;
              for (int i = 0; i < THREADS * 200; i++) {
                total += queue.take();
              }
              return total;
            });
    inAllThreads(
        () -> {
          for (int i = 0; i < 200; i++) {
            queue.put(i);
          }
          return null;
        });
    assertThat(sum.get()).isEqualTo(THREADS * 199 * 100);
  }

  private void inAllThreads(Callable<Object> work) throws Exception {
    List<Future<Object>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      all.add(threads.submit(work));
    }
    for (Future<Object> one : all) {
      one.get();
    }
  }

  @Test
  void a_lock_is_tried_and_taken_again() throws Exception {
    SharedLock lock = ours.lock("l");
    try (SharedLock.Hold outer = lock.acquire();
        SharedLock.Hold inner = lock.tryAcquire()) {
      assertThat(inner).isNotNull();
      assertThat(outer.formerHolderDied()).isFalse();
      assertThat(threads.submit(() -> lock.tryAcquire()).get()).isNull();
      assertThat(threads.submit(() -> lock.tryAcquire(Duration.ofNanos(-1))).get()).isNull();
      assertThatThrownBy(() -> threads.submit(outer::close).get())
          .hasCauseInstanceOf(IllegalMonitorStateException.class);
    }
    SharedLock.Hold once = lock.acquire();
    once.close();
    once.close();
    assertThat(threads.submit(() -> lock.tryAcquire()).get()).isNotNull();
  }

  @Test
  void an_interrupt_ends_a_waiting_call_which_has_taken_nothing() throws Exception {
    SharedQueue<Integer> queue = ours.queue("q", 1, Integer.class);
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread taker =
        new Thread(
            () -> {
              try {
                queue.take();
                outcome.complete(null);
              } catch (InterruptedException | RuntimeException e) {
                outcome.complete(e);
              }
            });
    taker.start();
    await().until(this::oneWaits);
    taker.interrupt();
    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    assertThat(queue.offer(1)).isTrue();
    assertThat(queue.poll()).isEqualTo(1);
  }

  private boolean oneWaits() {
    synchronized (server) {
      return server.waitingCalls() == 1;
    }
  }

  @Test
  void an_interrupted_thread_may_still_call_what_does_not_wait() {
    SharedCounter counter = ours.counter("c");
    Thread.currentThread().interrupt();
    assertThat(counter.increment()).isEqualTo(1);
    assertThat(Thread.interrupted()).isTrue();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> ours.lock("l").acquire()).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void a_condition_passes_a_ball_between_threads() throws Exception {
    SharedLock lock = ours.lock("l");
    SharedCondition turned = ours.condition("turned", lock);
    AtomicReference<String> turn = new AtomicReference<>("ping");
    Future<?> pong = threads.submit(() -> play(lock, turned, turn, "pong", "ping"));
    play(lock, turned, turn, "ping", "pong");
    pong.get();
    assertThat(turn).hasValue("ping");
    assertThatThrownBy(turned::signal).isInstanceOf(IllegalMonitorStateException.class);
    try (SharedLock.Hold hold = lock.acquire()) {
      assertThat(hold.formerHolderDied()).isFalse();
      assertThat(turned.await(Duration.ZERO)).isFalse();
      turned.signalAll();
    }
  }

  private static Object play(
      SharedLock lock,
      SharedCondition turned,
      AtomicReference<String> turn,
      String mine,
      String other)
      throws InterruptedException {
    for (int i = 0; i < 50; i++) {
      try (SharedLock.Hold hold = lock.acquire()) {
        while (!hold.formerHolderDied() && !turn.get().equals(mine)) {
          turned.await();
        }
        turn.set(other);
        turned.signal();
      }
    }
    return mine;
  }

  @Test
  void a_semaphore_an_event_and_a_barrier_do_what_they_say() throws Exception {
    SharedSemaphore permits = ours.boundedSemaphore("s", 2);
    assertThat(permits.acquire()).isFalse();
    assertThat(permits.tryAcquire()).isTrue();
    assertThat(permits.tryAcquire(1, Duration.ZERO)).isFalse();
    permits.release(2);
    assertThatThrownBy(permits::release).isInstanceOf(IllegalArgumentException.class);
    assertThat(permits.available()).isEqualTo(2);
    assertThat(ours.semaphore("t", 0).tryAcquire()).isFalse();
    SharedEvent event = ours.event("e");
    assertThat(event.await(Duration.ZERO)).isFalse();
    event.set();
    event.await();
    assertThat(event.isSet()).isTrue();
    event.clear();
    assertThat(event.isSet()).isFalse();
    SharedBarrier barrier = ours.barrier("b", 2);
    Future<Integer> first = threads.submit(() -> theirs.barrier("b", 2).await());
    assertThat(barrier.await() + first.get()).isEqualTo(1);
    assertThatThrownBy(() -> barrier.await(Duration.ZERO)).isInstanceOf(TimeoutException.class);
    assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
    assertThat(barrier.isBroken()).isTrue();
    barrier.reset();
    assertThat(barrier.waiting()).isZero();
  }

  @Test
  void a_pipe_has_two_ends() throws InterruptedException {
    SharedPipe.End<String> here = ours.pipe("p", 1, String.class).first();
    SharedPipe.End<String> there = theirs.pipe("p", 1, String.class).second();
    here.send("hello");
    assertThat(here.send("again", Duration.ZERO)).isFalse();
    assertThat(there.receive()).isEqualTo("hello");
    assertThat(there.receive(Duration.ZERO)).isNull();
    here.close();
    here.close();
    assertThatThrownBy(there::receive).isInstanceOf(ClosedException.class);
  }

  @Test
  void bytes_are_handed_on_by_reference_and_are_gone_when_they_are_taken() throws Exception {
    byte[] content = {1, 2, 3, -4, 5};
    Binary binary = ours.binary(content);
    assertThat(theirs.bytes(binary).get(3)).isEqualTo((byte) -4);
    assertThat(theirs.take(binary)).isEqualTo(content);
    assertThatThrownBy(() -> theirs.take(binary)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> theirs.bytes(binary)).isInstanceOf(IllegalArgumentException.class);
    assertThat(theirs.take(ours.binary(new byte[0]))).isEmpty();
    try (var files = Files.list(memory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void bytes_of_two_processes_that_had_the_same_number_are_not_mixed_up() {
    Binary one = ours.binary(new byte[] {1});
    Binary other = theirs.binary(new byte[] {2});
    assertThat(ours.take(one)).containsExactly(1);
    assertThat(ours.take(other)).containsExactly(2);
  }

  @Test
  void a_lock_that_was_forgotten_is_no_trouble_when_there_are_no_shared_objects_any_more()
      throws Exception {
    SharedProxies proxies = new SharedProxies(new ServerPort(server, ClientProcess.PROGRAM));
    SharedLock.Hold unused = proxies.lock("l").acquire();
    server.finish("over");
    assertThat(proxies.releaseHeld()).containsExactly("l");
  }

  @Test
  void an_array_is_the_same_memory_and_goes_when_it_is_discarded() throws Exception {
    SharedLongs longs = ours.longs("x", 4);
    longs.set(3, 42);
    assertThat(theirs.longs("x", 4).get(3)).isEqualTo(42);
    assertThatThrownBy(() -> theirs.ints("x", 4)).isInstanceOf(IllegalArgumentException.class);
    longs.discard();
    try (var files = Files.list(memory)) {
      assertThat(files.filter(file -> file.toString().contains("array"))).isEmpty();
    }
    ours.bytes("b", 1).set(0, (byte) 1);
    ours.ints("i", 1).set(0, 1);
    ours.doubles("d", 1).set(0, 1);
  }
}
