package dev.reeve.shared.server;

import static dev.reeve.protocol.SharedKind.QUEUE;
import static dev.reeve.protocol.SharedKind.STACK;
import static dev.reeve.protocol.SharedOperation.CLEAR;
import static dev.reeve.protocol.SharedOperation.CLOSE;
import static dev.reeve.protocol.SharedOperation.DIRECT;
import static dev.reeve.protocol.SharedOperation.DISCARD;
import static dev.reeve.protocol.SharedOperation.JOIN;
import static dev.reeve.protocol.SharedOperation.PUT;
import static dev.reeve.protocol.SharedOperation.PUT_BACK;
import static dev.reeve.protocol.SharedOperation.SIZE;
import static dev.reeve.protocol.SharedOperation.TAKE;
import static dev.reeve.protocol.SharedOperation.TAKE_ALL;
import static dev.reeve.protocol.SharedOperation.TASK_DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedRefusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queues whose items processes put and take without asking the rig. */
class DirectQueuesTest {
  private static final int CAPACITY = 8;
  private static final int SEATS = 2;

  private final ServerRig rig = new ServerRig();
  private final ServerRig.User ann = rig.user(0);
  private final ServerRig.User bob = rig.user(1);
  private final List<HeapQueueMemory> memories = new ArrayList<>();
  private HeapQueueMemory memory;

  @BeforeEach
  void open() {
    rig.server.use(
        new QueueMemories(
            capacity -> {
              memories.add(new HeapQueueMemory(capacity, SEATS));
              return memories.get(memories.size() - 1);
            }));
    ann.open(QUEUE, "q", CAPACITY).isDone();
  }

  private void connect() {
    assertThat(ann.call(QUEUE, "q", DIRECT).number()).isEqualTo(1);
    assertThat(bob.call(QUEUE, "q", DIRECT).number()).isEqualTo(2);
    memory = memories.get(0);
  }

  private long take() {
    return ann.call(QUEUE, "q", TAKE).value();
  }

  private void isOpen(boolean putting, boolean taking) {
    assertThat(memory.admitsPutting()).as("putting").isEqualTo(putting);
    assertThat(memory.admitsTaking()).as("taking").isEqualTo(taking);
  }

  @Test
  void a_process_gets_one_seat_and_the_path() {
    connect();
    assertThat(ann.call(QUEUE, "q", DIRECT).number()).isEqualTo(1);
    assertThat(ann.call(QUEUE, "q", DIRECT).result().value()).isEqualTo(Json.string("/heap"));
    assertThat(memories).hasSize(1);
    isOpen(true, true);
  }

  @Test
  void who_finds_no_seat_goes_on_without_until_somebody_dies() {
    connect();
    ServerRig.User late = rig.user(2);
    late.call(QUEUE, "q", DIRECT).isNotDone();
    assertThat(memory.putDirectly(7)).isTrue();
    assertThat(late.call(QUEUE, "q", TAKE).value()).isEqualTo(7);
    rig.dies(0);
    assertThat(late.call(QUEUE, "q", DIRECT).number()).isEqualTo(1);
  }

  @Test
  void other_orders_have_no_memory_to_use() {
    ann.open(STACK, "s", 3).isDone();
    ann.call(STACK, "s", DIRECT).isNotDone();
    assertThat(memories).isEmpty();
  }

  @Test
  void what_was_there_before_comes_first() {
    ann.put(QUEUE, "q", 1).isDone();
    ann.put(QUEUE, "q", 2).isDone();
    long before = rig.server.bytes();
    connect();
    assertThat(rig.server.bytes()).as("what is in memory is not counted").isLessThan(before);
    assertThat(memory.putDirectly(3)).isTrue();
    assertThat(memory.takeDirectly(2)).isEqualTo(1);
    assertThat(take()).isEqualTo(2);
    assertThat(take()).isEqualTo(3);
    assertThat(rig.server.bytes()).isEqualTo(before - 2 * MemoryBudget.sizeOf(Json.number(1)));
  }

  @Test
  void those_who_wait_shut_the_doors_until_they_are_served() {
    connect();
    ServerRig.Answer waits = ann.call(QUEUE, "q", TAKE);
    waits.waits();
    isOpen(false, false);
    bob.put(QUEUE, "q", 5).isDone();
    assertThat(waits.value()).isEqualTo(5);
    isOpen(true, true);
  }

  @Test
  void whoever_gives_up_opens_the_doors_again() {
    connect();
    ann.call(QUEUE, "q", TAKE).cancel();
    isOpen(true, true);
    ann.call(SharedCall.of(QUEUE, "q", TAKE).waiting(10)).waits();
    isOpen(false, false);
    rig.pass(Duration.ofNanos(10));
    isOpen(true, true);
    ann.call(QUEUE, "q", TAKE).waits();
    rig.dies(0);
    isOpen(true, true);
    bob.call(SharedCall.of(QUEUE, "q", TAKE)).isNotDone();
    isOpen(true, true);
  }

  @Test
  void items_beyond_the_memory_keep_their_order_and_are_not_passed_by() {
    connect();
    for (int i = 0; i < CAPACITY; i++) {
      ann.put(QUEUE, "q", i).isDone();
    }
    isOpen(false, true);
    ServerRig.Answer waits = ann.put(QUEUE, "q", CAPACITY);
    waits.waits();
    isOpen(false, false);
    assertThat(take()).isZero();
    waits.isDone();
    isOpen(false, true);
    assertThat(memory.takeDirectly(1)).isEqualTo(1);
    assertThat(ann.call(QUEUE, "q", SIZE).number()).isEqualTo(CAPACITY - 1);
    for (int i = 2; i <= CAPACITY; i++) {
      assertThat(take()).isEqualTo(i);
    }
    isOpen(true, true);
    assertThat(ann.call(QUEUE, "q", SIZE).number()).isZero();
  }

  @Test
  void a_closed_queue_is_only_emptied() {
    connect();
    assertThat(memory.putDirectly(1)).isTrue();
    bob.call(QUEUE, "q", CLOSE).isDone();
    isOpen(false, true);
    assertThat(memory.takeDirectly(1)).isEqualTo(1);
    ann.call(QUEUE, "q", TAKE).isRefused(SharedRefusal.CLOSED);
    ann.put(QUEUE, "q", 2).isRefused(SharedRefusal.CLOSED);
  }

  @Test
  void clear_empties_memory_and_what_is_behind_it() {
    long before = rig.server.bytes();
    connect();
    for (int i = 0; i < CAPACITY; i++) {
      ann.put(QUEUE, "q", i).isDone();
    }
    ann.call(QUEUE, "q", CLEAR).isDone();
    assertThat(ann.call(QUEUE, "q", SIZE).number()).isZero();
    assertThat(rig.server.bytes()).isEqualTo(before);
    bob.call(QUEUE, "q", JOIN).isDone();
    isOpen(true, true);
  }

  @Test
  void items_put_and_taken_without_asking_are_joined_too() {
    connect();
    assertThat(memory.putDirectly(1)).isTrue();
    assertThat(memory.putDirectly(2)).isTrue();
    ServerRig.Answer joins = bob.call(QUEUE, "q", JOIN);
    joins.waits();
    assertThat(memory.takeDirectly(1)).isEqualTo(1);
    ann.call(QUEUE, "q", TASK_DONE).isDone();
    assertThat(memory.takeDirectly(1)).isEqualTo(2);
    joins.waits();
    rig.dies(0);
    assertThat(joins.result().formerHolderDied()).isTrue();
    bob.call(QUEUE, "q", TASK_DONE).isRefused(SharedRefusal.MISUSED);
  }

  @Test
  void while_a_halted_process_has_the_lock_calls_wait_and_then_go_in_as_they_came() {
    connect();
    memory.halt(1);
    ServerRig.Answer first = bob.put(QUEUE, "q", 1);
    ServerRig.Answer second = bob.call(SharedCall.of(QUEUE, "q", PUT).value(Json.number(2)));
    ServerRig.Answer size = bob.call(SharedCall.of(QUEUE, "q", SIZE));
    rig.pass(Duration.ofMillis(1));
    first.waits();
    size.waits();
    assertThat(rig.server.limit(Long.MAX_VALUE, rig.now)).isBetween(1L, 1_000_000L);
    memory.goOn(1);
    first.waits();
    rig.pass(Duration.ofMillis(1));
    first.isDone();
    second.isDone();
    assertThat(size.number()).isEqualTo(2);
    assertThat(rig.server.waitingCalls()).isZero();
    assertThat(rig.server.limit(Long.MAX_VALUE, rig.now)).isEqualTo(Long.MAX_VALUE);
    assertThat(take()).isEqualTo(1);
  }

  @Test
  void the_lock_of_a_dead_process_is_free() {
    connect();
    memory.halt(1);
    ServerRig.Answer put = bob.put(QUEUE, "q", 1);
    rig.dies(0);
    rig.pass(Duration.ofMillis(1));
    put.isDone();
  }

  @Test
  void calls_that_wait_for_the_lock_can_be_given_up() {
    connect();
    long before = rig.server.bytes();
    memory.halt(1);
    ServerRig.Answer cancelled = bob.put(QUEUE, "q", 1);
    ServerRig.Answer late = bob.call(SharedCall.of(QUEUE, "q", TAKE).waiting(500));
    ServerRig.Answer orphan = rig.user(5).put(QUEUE, "q", 2);
    cancelled.cancel();
    cancelled.isRefused(SharedRefusal.CANCELLED);
    rig.pass(Duration.ofNanos(500));
    late.isNotDone();
    rig.dies(5);
    memory.goOn(1);
    rig.pass(Duration.ofMillis(1));
    orphan.waits();
    assertThat(rig.server.waitingCalls()).isZero();
    assertThat(rig.server.bytes()).isEqualTo(before);
    assertThat(bob.call(QUEUE, "q", SIZE).number()).isZero();
  }

  @Test
  void calls_that_wait_for_the_lock_go_in_before_it_is_said_that_they_wait_in_vain() {
    connect();
    memory.halt(1);
    ServerRig.Answer put = bob.put(QUEUE, "q", 1);
    ServerRig.Answer first = bob.call(QUEUE, "q", TAKE);
    ServerRig.Answer second = bob.call(QUEUE, "q", TAKE);
    rig.server.refuseEndlessWaits("nobody is left");
    first.waits();
    memory.goOn(1);
    rig.pass(Duration.ofMillis(1));
    put.isDone();
    assertThat(first.value()).isEqualTo(1);
    second.isRefused(SharedRefusal.FINISHED);
    isOpen(true, true);
  }

  @Test
  void what_can_not_be_read_is_dropped_and_told_to_who_would_have_got_it_alone() {
    connect();
    memory.putJunk();
    memory.putDirectly(1);
    memory.putJunk();
    memory.putDirectly(2);
    ann.call(QUEUE, "q", TAKE).isRefused(SharedRefusal.MISUSED);
    assertThat(ann.call(QUEUE, "q", TAKE_ALL, 9).result().value()).hasToString("[1]");
    ann.call(QUEUE, "q", TAKE_ALL, 9).isRefused(SharedRefusal.MISUSED);
    assertThat(take()).isEqualTo(2);
    ann.call(QUEUE, "q", TASK_DONE).isDone();
    ann.call(QUEUE, "q", TASK_DONE).isDone();
    bob.call(QUEUE, "q", JOIN).isDone();
  }

  @Test
  void memory_is_made_for_so_many_queues_and_no_more() {
    for (int i = 0; i < 300; i++) {
      ann.open(QUEUE, "q" + i, CAPACITY).isDone();
      ServerRig.Answer place = ann.call(QUEUE, "q" + i, DIRECT);
      assertThat(place.wasDone()).as("queue %d", i).isEqualTo(i < 256);
      ann.call(QUEUE, "q" + i, DISCARD).isDone();
    }
  }

  @Test
  void a_discarded_queue_is_used_by_nobody_and_another_of_its_name_is_another() {
    connect();
    memory.putDirectly(1);
    memory.halt(1);
    ServerRig.Answer waits = bob.put(QUEUE, "q", 2);
    ann.call(QUEUE, "q", DISCARD).isDone();
    waits.isRefused(SharedRefusal.DISCARDED);
    assertThat(memory.isEnded()).isTrue();
    isOpen(false, false);
    ann.open(QUEUE, "q", 1).isDone();
    ann.put(QUEUE, "q", 3).isDone();
    assertThat(ann.call(QUEUE, "q", DIRECT).number()).isEqualTo(1);
    assertThat(memories).hasSize(2);
    assertThat(take()).isEqualTo(3);
  }

  @Test
  void at_the_end_nobody_puts_without_asking() {
    connect();
    ServerRig.Answer waits = ann.call(QUEUE, "q", TAKE);
    rig.server.finish("the end");
    waits.isRefused(SharedRefusal.FINISHED);
    assertThat(memory.isEnded()).isTrue();
    isOpen(false, false);
    rig.dies(0);
    isOpen(false, false);
  }

  @Test
  void an_item_that_is_put_back_comes_first_and_shuts_the_memory_until_it_is_taken() {
    connect();
    ann.put(QUEUE, "q", 1).isDone();
    ann.put(QUEUE, "q", 2).isDone();
    assertThat(take()).isEqualTo(1);
    ann.call(SharedCall.of(QUEUE, "q", PUT_BACK).value(Json.number(1))).isDone();
    isOpen(false, false);
    assertThat(bob.call(QUEUE, "q", SIZE).number()).isEqualTo(2);
    assertThat(bob.call(QUEUE, "q", TAKE).value()).isEqualTo(1);
    isOpen(true, true);
    assertThat(bob.call(QUEUE, "q", TAKE).value()).isEqualTo(2);
    ServerRig.Answer join = ann.call(QUEUE, "q", JOIN);
    join.waits();
    rig.dies(1);
    assertThat(join.result().formerHolderDied()).isTrue();
  }
}
