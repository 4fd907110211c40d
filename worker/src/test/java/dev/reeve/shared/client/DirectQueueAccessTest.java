package dev.reeve.shared.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.shared.SharedQueue;
import dev.reeve.shared.memory.MappedQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DirectQueueAccessTest {
  private static final int SEAT = 7;
  private static final List<Json> ITEM = List.of(Json.number(1));

  /** Calls from which on it pays to ask for the memory. */
  private static final int ENOUGH = 64;

  @TempDir private Path folder;
  private final FakeSharedPort port = new FakeSharedPort();
  private final SharedCalls calls = new SharedCalls(port);
  private final DirectQueueAccess direct = new DirectQueueAccess(calls, SharedKind.QUEUE, "q");
  private MappedQueue memory;

  @BeforeEach
  void make() throws IOException {
    memory = memory("queue-0");
    port.memoryAt(memory.path(), SEAT);
  }

  private MappedQueue memory(String name) throws IOException {
    MappedQueue made = MappedQueue.create(folder.resolve("memory").resolve(name), 1_000);
    made.admit(true, true);
    return made;
  }

  @AfterEach
  void leaveNoInterrupt() {
    Thread.interrupted();
  }

  @Test
  void a_queue_that_is_used_a_little_costs_no_memory() {
    misses(ENOUGH - 1);
    assertThat(port.askedForMemory()).isZero();
  }

  @Test
  void one_that_is_used_much_has_its_memory_asked_for_once() {
    misses(ENOUGH - 1);
    for (int i = 0; i < 500; i++) {
      assertThat(direct.put(ITEM)).isEqualTo(1);
    }
    assertThat(direct.putOrSpin(ITEM)).isEqualTo(1);
    assertThat(direct.size()).isEqualTo(501);
    assertThat(direct.take(300)).hasSize(300);
    assertThat(direct.takeOrSpin(300)).hasSize(201);
    assertThat(port.askedForMemory()).isEqualTo(1);
    assertThat(memory.takenFrom(SEAT)).isEqualTo(501);
  }

  @ParameterizedTest
  @EnumSource(
      value = SharedKind.class,
      names = {"STACK", "PRIORITY_QUEUE"})
  void queues_of_another_order_have_no_memory(SharedKind kind) {
    DirectQueueAccess other = new DirectQueueAccess(calls, kind, "other");
    for (int i = 0; i < 3 * ENOUGH; i++) {
      assertThat(other.put(ITEM)).isZero();
    }
    assertThat(port.askedForMemory()).isZero();
  }

  @Test
  void where_there_is_no_memory_the_supervisor_is_asked_for_it_no_more() {
    port.noMemory();
    misses(5 * ENOUGH);
    assertThat(port.askedForMemory()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = SharedRefusal.class,
      names = {"CLOSED", "DISCARDED", "MISUSED", "LIMIT", "FINISHED"})
  void a_refusal_leaves_it_with_the_supervisor(SharedRefusal reason) {
    port.refuseMemory(reason);
    misses(5 * ENOUGH);
    assertThat(port.askedForMemory()).isEqualTo(1);
  }

  @Test
  void memory_that_can_not_be_used_leaves_it_with_the_supervisor() throws IOException {
    Path missing = memory.path().resolveSibling("missing");
    Path strange = Files.write(folder.resolve("strange"), new byte[100_000]);
    for (Path path : List.of(missing, strange, folder)) {
      port.memoryAt(path, SEAT);
      DirectQueueAccess other = new DirectQueueAccess(calls, SharedKind.QUEUE, "other");
      for (int i = 0; i < 3 * ENOUGH; i++) {
        assertThat(other.put(ITEM)).isZero();
      }
    }
    assertThat(port.askedForMemory()).isEqualTo(3);
    assertThat(missing).doesNotExist();
  }

  @Test
  void when_a_queue_has_gone_the_next_one_of_its_name_is_asked_for() throws IOException {
    misses(ENOUGH - 1);
    assertThat(direct.put(ITEM)).isEqualTo(1);
    memory.end();
    MappedQueue next = memory("queue-1");
    port.memoryAt(next.path(), SEAT + 1);
    misses(ENOUGH - 1);
    assertThat(port.askedForMemory()).isEqualTo(1);
    assertThat(direct.put(ITEM)).isEqualTo(1);
    assertThat(port.askedForMemory()).isEqualTo(2);
    assertThat(next.size()).isEqualTo(1);
    assertThat(direct.take(1)).isEqualTo(ITEM);
    assertThat(next.takenFrom(SEAT + 1)).isEqualTo(1);
  }

  @Test
  void to_take_less_than_one_is_left_to_the_supervisor() {
    misses(ENOUGH - 1);
    direct.put(ITEM);
    for (int most : new int[] {0, -1, Integer.MIN_VALUE}) {
      assertThat(direct.take(most)).isEmpty();
      assertThat(direct.takeOrSpin(most)).isEmpty();
    }
    assertThat(memory.size()).isEqualTo(1);
  }

  @Test
  void whoever_is_interrupted_neither_puts_nor_takes_here_where_it_may_wait() {
    misses(ENOUGH - 1);
    direct.put(ITEM);
    Thread.currentThread().interrupt();
    assertThat(direct.putOrSpin(ITEM)).isZero();
    assertThat(direct.takeOrSpin(1)).isEmpty();
    assertThat(memory.size()).isEqualTo(1);
    assertThat(direct.put(ITEM)).as("what never waits").isEqualTo(1);
    assertThat(direct.take(1)).isEqualTo(ITEM);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void an_interrupt_while_memory_is_mapped_costs_only_this_try() {
    misses(ENOUGH - 1);
    Thread.currentThread().interrupt();
    assertThat(direct.put(ITEM)).isZero();
    assertThat(Thread.interrupted()).isTrue();
    misses(ENOUGH - 1);
    assertThat(direct.put(ITEM)).isEqualTo(1);
    assertThat(port.askedForMemory()).isEqualTo(2);
  }

  private void misses(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(direct.put(ITEM)).isZero();
    }
  }

  @Test
  void calls_that_wait_end_with_an_exception_when_interrupted_though_there_is_memory()
      throws InterruptedException {
    SharedQueue<Integer> queue = usedQueue();
    queue.put(5);
    List<ThrowingCallable> uses =
        List.of(
            () -> queue.put(1),
            () -> queue.putAll(List.of(1, 2)),
            () -> queue.offer(1, Duration.ofDays(1)),
            queue::take,
            () -> queue.takeAll(2),
            () -> queue.poll(Duration.ofDays(1)));
    for (ThrowingCallable use : uses) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(use).isInstanceOf(InterruptedException.class);
    }
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void the_supervisor_is_not_asked_for_what_is_in_memory() throws InterruptedException {
    SharedQueue<Integer> queue = usedQueue();
    long before = port.asked(SharedOperation.PUT);
    queue.putAll(List.of(1, 2, 3));
    queue.put(4);
    assertThat(queue.take()).isEqualTo(1);
    assertThat(queue.takeAll(9)).containsExactly(2, 3, 4);
    assertThat(queue.poll()).isNull();
    assertThat(queue.pollAll(3)).isEmpty();
    assertThat(queue.size()).isZero();
    assertThat(port.asked(SharedOperation.PUT)).isEqualTo(before);
    for (SharedOperation operation :
        List.of(SharedOperation.PUT_ALL, SharedOperation.TAKE_ALL, SharedOperation.TAKE)) {
      assertThat(port.asked(operation)).isZero();
    }
    assertThat(queue.take()).as("there is nothing").isEqualTo(-1);
    assertThat(port.asked(SharedOperation.TAKE)).isEqualTo(1);
  }

  /** One that has its memory, and nothing in it. */
  private SharedQueue<Integer> usedQueue() throws InterruptedException {
    SharedQueue<Integer> queue = new SharedProxies(port).queue("q", 1_000, Integer.class);
    for (int i = 0; i < ENOUGH; i++) {
      queue.put(0);
    }
    assertThat(queue.take()).isZero();
    assertThat(port.askedForMemory()).isEqualTo(1);
    return queue;
  }
}
