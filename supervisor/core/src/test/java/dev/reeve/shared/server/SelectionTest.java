package dev.reeve.shared.server;

import static dev.reeve.protocol.SharedKind.LOCK;
import static dev.reeve.protocol.SharedKind.PIPE;
import static dev.reeve.protocol.SharedKind.QUEUE;
import static dev.reeve.protocol.SharedKind.STACK;
import static dev.reeve.protocol.SharedOperation.ATTACH;
import static dev.reeve.protocol.SharedOperation.CLOSE;
import static dev.reeve.protocol.SharedOperation.DIRECT;
import static dev.reeve.protocol.SharedOperation.DISCARD;
import static dev.reeve.protocol.SharedOperation.JOIN;
import static dev.reeve.protocol.SharedOperation.RECEIVE;
import static dev.reeve.protocol.SharedOperation.SEND;
import static dev.reeve.protocol.SharedOperation.SIZE;
import static dev.reeve.protocol.SharedOperation.TAKE;
import static dev.reeve.protocol.SharedOperation.TAKE_ANY;
import static dev.reeve.protocol.SharedOperation.TASK_DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedCallList;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedRefusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that take from one of several objects. */
class SelectionTest {
  private static final SharedCall FROM_A = SharedCall.of(QUEUE, "a", TAKE);
  private static final SharedCall FROM_B = SharedCall.of(STACK, "b", TAKE);
  private static final SharedCall FROM_P = SharedCall.of(PIPE, "p", RECEIVE).number(1);

  private final ServerRig rig = new ServerRig();
  private final ServerRig.User ann = rig.user(0);
  private final ServerRig.User bob = rig.user(1);
  private final List<HeapQueueMemory> memories = new ArrayList<>();

  @BeforeEach
  void open() {
    rig.server.use(
        new QueueMemories(
            capacity -> {
              memories.add(new HeapQueueMemory(capacity, 2));
              return memories.get(memories.size() - 1);
            }));
    ann.open(QUEUE, "a", 2).isDone();
    ann.open(STACK, "b", 2).isDone();
    ann.open(PIPE, "p", 2).isDone();
    ann.call(PIPE, "p", ATTACH, 1).isDone();
    bob.call(PIPE, "p", ATTACH, 0).isDone();
  }

  private static SharedCall any(long waitNanos, SharedCall... parts) {
    return SharedCall.of(parts[0].kind(), parts[0].name(), TAKE_ANY)
        .waiting(waitNanos)
        .value(SharedCallList.write(List.of(parts)));
  }

  private static ServerRig.Answer takeAny(ServerRig.User user) {
    return user.call(any(SharedCall.NO_LIMIT, FROM_A, FROM_B, FROM_P));
  }

  private ServerRig.Answer send(long value) {
    return bob.call(SharedCall.of(PIPE, "p", SEND).number(0).value(Json.number(value)));
  }

  private void isFrom(ServerRig.Answer answer, int index, long value) {
    assertThat(answer.number()).isEqualTo(index);
    assertThat(answer.value()).isEqualTo(value);
  }

  @Test
  void the_first_in_the_list_that_has_a_value_gives_it() {
    send(3).isDone();
    isFrom(takeAny(ann), 2, 3);
    ann.put(STACK, "b", 2).isDone();
    send(4).isDone();
    isFrom(takeAny(ann), 1, 2);
    ann.put(QUEUE, "a", 1).isDone();
    isFrom(takeAny(ann), 0, 1);
    isFrom(takeAny(ann), 2, 4);
    assertThat(rig.server.waitingCalls()).isZero();
  }

  @Test
  void whichever_gets_a_value_first_ends_the_wait_and_the_others_keep_theirs() {
    ServerRig.Answer first = takeAny(ann);
    first.waits();
    ann.put(STACK, "b", 7).isDone();
    isFrom(first, 1, 7);
    assertThat(rig.server.waitingCalls()).isZero();
    ann.put(QUEUE, "a", 8).isDone();
    send(9).isDone();
    assertThat(ann.call(QUEUE, "a", SIZE).number()).isEqualTo(1);
    isFrom(takeAny(ann), 0, 8);
    isFrom(takeAny(ann), 2, 9);
  }

  @Test
  void those_who_wait_are_served_in_the_order_of_their_coming_at_each_object() {
    ServerRig.Answer plain = bob.call(QUEUE, "a", TAKE);
    ServerRig.Answer any = takeAny(ann);
    ServerRig.Answer later = bob.call(QUEUE, "a", TAKE);
    ann.put(QUEUE, "a", 1).isDone();
    assertThat(plain.value()).isEqualTo(1);
    any.waits();
    ann.put(QUEUE, "a", 2).isDone();
    isFrom(any, 0, 2);
    later.waits();
    ann.put(QUEUE, "a", 3).isDone();
    assertThat(later.value()).isEqualTo(3);
  }

  @Test
  void a_value_makes_room_for_one_who_waits_to_put() {
    ann.put(QUEUE, "a", 1).isDone();
    ann.put(QUEUE, "a", 2).isDone();
    ServerRig.Answer third = ann.put(QUEUE, "a", 3);
    third.waits();
    isFrom(takeAny(bob), 0, 1);
    third.isDone();
  }

  @Test
  void one_that_must_not_wait_is_answered_at_once() {
    bob.call(any(0, FROM_A, FROM_B, FROM_P)).isNotDone();
    assertThat(rig.server.waitingCalls()).isZero();
  }

  @Test
  void a_limit_a_cancel_and_a_death_end_the_wait_and_lose_nothing() {
    ServerRig.Answer limited = ann.call(any(10, FROM_A, FROM_B));
    ServerRig.Answer cancelled = takeAny(ann);
    ServerRig.Answer dying = takeAny(bob);
    rig.pass(Duration.ofNanos(9));
    limited.waits();
    rig.pass(Duration.ofNanos(1));
    limited.isNotDone();
    cancelled.cancel();
    cancelled.isRefused(SharedRefusal.CANCELLED);
    rig.dies(1);
    dying.waits();
    assertThat(rig.server.waitingCalls()).isZero();
    ann.put(QUEUE, "a", 1).isDone();
    ann.put(STACK, "b", 2).isDone();
    isFrom(takeAny(ann), 0, 1);
    isFrom(takeAny(ann), 1, 2);
  }

  @Test
  void what_is_taken_counts_as_unfinished_until_its_taker_dies() {
    ann.put(QUEUE, "a", 1).isDone();
    isFrom(takeAny(bob), 0, 1);
    ServerRig.Answer join = ann.call(QUEUE, "a", JOIN);
    join.waits();
    rig.dies(1);
    assertThat(join.result().formerHolderDied()).isTrue();
    ann.put(QUEUE, "a", 2).isDone();
    isFrom(ann.call(any(0, FROM_A)), 0, 2);
    ann.call(QUEUE, "a", TASK_DONE).isDone();
    ann.call(QUEUE, "a", JOIN).isDone();
  }

  @Test
  void closed_ones_are_passed_over_until_all_are_closed() {
    ServerRig.Answer first = takeAny(ann);
    ann.call(QUEUE, "a", CLOSE).isDone();
    first.waits();
    send(5).isDone();
    isFrom(first, 2, 5);
    ServerRig.Answer second = takeAny(ann);
    ann.call(STACK, "b", CLOSE).isDone();
    second.waits();
    rig.dies(1);
    second.isRefused(SharedRefusal.CLOSED);
    takeAny(ann).isRefused(SharedRefusal.CLOSED);
    ann.call(any(0, FROM_A, FROM_B)).isRefused(SharedRefusal.CLOSED);
    assertThat(rig.server.waitingCalls()).isZero();
  }

  @Test
  void one_that_is_discarded_ends_the_wait_for_all() {
    ServerRig.Answer waits = takeAny(ann);
    ann.call(STACK, "b", DISCARD).isDone();
    waits.isRefused(SharedRefusal.DISCARDED);
    assertThat(rig.server.waitingCalls()).isZero();
    ann.put(QUEUE, "a", 1).isDone();
    takeAny(ann).isRefused(SharedRefusal.MISUSED);
    assertThat(ann.call(QUEUE, "a", SIZE).number()).isEqualTo(1);
  }

  @Test
  void what_does_not_take_is_refused() {
    ann.open(LOCK, "l", 0).isDone();
    ann.call(any(0, SharedCall.of(LOCK, "l", TAKE))).isRefused(SharedRefusal.MISUSED);
    ann.call(any(0, FROM_A, SharedCall.of(QUEUE, "a", SIZE))).isRefused(SharedRefusal.MISUSED);
    ann.call(any(0, FROM_A, SharedCall.of(QUEUE, "b", TAKE))).isRefused(SharedRefusal.MISUSED);
    SharedCall call = SharedCall.of(QUEUE, "a", TAKE_ANY);
    for (String wrong : List.of("[]", "{}", "[1]", "[{\"kind\":\"queue\"}]", "[{\"kind\":7}]")) {
      ann.call(call.value(Json.of(wrong))).isRefused(SharedRefusal.MISUSED);
    }
    ann.call(call).isRefused(SharedRefusal.MISUSED);
    assertThat(rig.server.waitingCalls()).isZero();
  }

  @Test
  void both_ends_of_a_pipe_and_one_object_twice_are_no_trouble() {
    ann.call(PIPE, "p", ATTACH, 0).isDone();
    SharedCall other = SharedCall.of(PIPE, "p", RECEIVE).number(0);
    ServerRig.Answer waits = ann.call(any(SharedCall.NO_LIMIT, FROM_P, other, FROM_A, FROM_A));
    ann.put(QUEUE, "a", 1).isDone();
    isFrom(waits, 2, 1);
    ServerRig.Answer again = ann.call(any(SharedCall.NO_LIMIT, FROM_P, other, FROM_A, FROM_A));
    send(2).isDone();
    isFrom(again, 0, 2);
    assertThat(rig.server.waitingCalls()).isZero();
  }

  @Test
  void without_workers_what_is_there_is_taken_and_nothing_is_waited_for() {
    ann.put(STACK, "b", 1).isDone();
    rig.server.refuseEndlessWaits("no worker is left");
    isFrom(takeAny(ann), 1, 1);
    assertThat(takeAny(ann).isRefused(SharedRefusal.FINISHED).message()).contains("no worker");
    rig.server.refuseEndlessWaits(null);
    ServerRig.Answer waits = takeAny(ann);
    waits.waits();
    rig.server.refuseEndlessWaits("no worker is left");
    waits.isRefused(SharedRefusal.FINISHED);
    assertThat(rig.server.waitingCalls()).isZero();
  }

  @Test
  void the_end_of_the_server_ends_the_wait() {
    ServerRig.Answer waits = takeAny(ann);
    rig.server.finish("over");
    waits.isRefused(SharedRefusal.FINISHED);
    assertThat(rig.server.waitingCalls()).isZero();
  }

  @Test
  void the_limit_of_waiting_calls_counts_each_object() {
    ServerRig small = new ServerRig(new SharedLimits(9, 3, 100_000, 10_000), 0);
    ServerRig.User eve = small.user(0);
    eve.open(QUEUE, "a", 2).isDone();
    eve.open(STACK, "b", 2).isDone();
    eve.call(any(SharedCall.NO_LIMIT, FROM_A, FROM_B)).waits();
    assertThat(small.server.waitingCalls()).isEqualTo(3);
    eve.call(any(SharedCall.NO_LIMIT, FROM_A, FROM_B)).isRefused(SharedRefusal.LIMIT);
    eve.put(QUEUE, "a", 1).isDone();
    assertThat(small.server.waitingCalls()).isZero();
  }

  @Test
  void a_queue_in_memory_is_shut_only_while_it_is_waited_for() {
    assertThat(ann.call(QUEUE, "a", DIRECT).number()).isEqualTo(1);
    HeapQueueMemory memory = memories.get(0);
    assertThat(memory.putDirectly(4)).isTrue();
    isFrom(takeAny(bob), 0, 4);
    assertThat(memory.admitsPutting()).isTrue();
    ServerRig.Answer waits = takeAny(bob);
    assertThat(memory.admitsPutting()).isFalse();
    ann.put(STACK, "b", 5).isDone();
    isFrom(waits, 1, 5);
    assertThat(memory.admitsPutting() && memory.admitsTaking()).isTrue();
  }

  @Test
  void a_queue_whose_memory_is_locked_is_tried_again_and_loses_nothing() {
    assertThat(ann.call(QUEUE, "a", DIRECT).number()).isEqualTo(1);
    HeapQueueMemory memory = memories.get(0);
    assertThat(memory.putDirectly(4)).isTrue();
    memory.halt(1);
    ServerRig.Answer waits = takeAny(bob);
    waits.waits();
    ServerRig.Answer must = bob.call(any(0, FROM_A, FROM_B));
    ann.put(STACK, "b", 5).isDone();
    isFrom(waits, 1, 5);
    memory.goOn(1);
    rig.pass(Duration.ofMillis(1));
    isFrom(must, 0, 4);
    assertThat(rig.server.waitingCalls()).isZero();
  }

  @Test
  void of_two_locked_queues_only_one_is_taken_from_when_both_are_free_again() {
    ann.open(QUEUE, "c", 2).isDone();
    for (String name : List.of("a", "c")) {
      assertThat(ann.call(QUEUE, name, DIRECT).number()).isEqualTo(1);
    }
    for (HeapQueueMemory memory : memories) {
      assertThat(memory.putDirectly(4)).isTrue();
      memory.halt(1);
    }
    ServerRig.Answer waits =
        bob.call(any(SharedCall.NO_LIMIT, FROM_A, SharedCall.of(QUEUE, "c", TAKE)));
    for (HeapQueueMemory memory : memories) {
      memory.goOn(1);
    }
    rig.pass(Duration.ofMillis(1));
    isFrom(waits, 0, 4);
    assertThat(ann.call(SharedKind.QUEUE, "c", SIZE).number()).isEqualTo(1);
    assertThat(ann.call(SharedKind.QUEUE, "a", SIZE).number()).isZero();
    assertThat(rig.server.waitingCalls()).isZero();
  }
}
