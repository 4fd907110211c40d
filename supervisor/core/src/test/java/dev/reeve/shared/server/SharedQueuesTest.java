package dev.reeve.shared.server;

import static dev.reeve.protocol.SharedKind.PRIORITY_QUEUE;
import static dev.reeve.protocol.SharedKind.QUEUE;
import static dev.reeve.protocol.SharedKind.STACK;
import static dev.reeve.protocol.SharedOperation.CLEAR;
import static dev.reeve.protocol.SharedOperation.CLOSE;
import static dev.reeve.protocol.SharedOperation.DISCARD;
import static dev.reeve.protocol.SharedOperation.JOIN;
import static dev.reeve.protocol.SharedOperation.NOTIFY;
import static dev.reeve.protocol.SharedOperation.PUT;
import static dev.reeve.protocol.SharedOperation.PUT_ALL;
import static dev.reeve.protocol.SharedOperation.SIZE;
import static dev.reeve.protocol.SharedOperation.TAKE;
import static dev.reeve.protocol.SharedOperation.TAKE_ALL;
import static dev.reeve.protocol.SharedOperation.TASK_DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedRefusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SharedQueuesTest {
  private final ServerRig rig = new ServerRig();
  private final ServerRig.User ann = rig.user(0);
  private final ServerRig.User bob = rig.user(1);

  @Test
  void a_queue_gives_the_oldest_first() {
    ann.open(QUEUE, "q", 3).isDone();
    fill(QUEUE, "q", 1, 2, 3);
    assertThat(taken(QUEUE, "q", 3)).containsExactly(1, 2, 3);
  }

  @Test
  void a_stack_gives_the_newest_first() {
    ann.open(STACK, "s", 3).isDone();
    fill(STACK, "s", 1, 2, 3);
    assertThat(taken(STACK, "s", 3)).containsExactly(3, 2, 1);
  }

  @Test
  void a_priority_queue_gives_the_lowest_rank_first_and_of_the_same_rank_the_oldest() {
    ann.open(PRIORITY_QUEUE, "p", 9).isDone();
    long[] ranks = {5, -1, 5, 0};
    for (int i = 0; i < ranks.length; i++) {
      ann.call(SharedCall.of(PRIORITY_QUEUE, "p", PUT).number(ranks[i]).value(Json.number(i)));
    }
    assertThat(taken(PRIORITY_QUEUE, "p", 4)).containsExactly(1, 3, 0, 2);
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUE", "STACK", "PRIORITY_QUEUE"})
  void a_taker_waits_for_an_item_and_a_putter_for_room(SharedKind kind) {
    ann.open(kind, "q", 1);
    ServerRig.Answer take = bob.call(kind, "q", TAKE);
    take.waits();
    ann.put(kind, "q", 7).isDone();
    assertThat(take.value()).isEqualTo(7);
    ann.put(kind, "q", 8).isDone();
    ServerRig.Answer put = ann.put(kind, "q", 9);
    put.waits();
    assertThat(taken(kind, "q", 2)).containsExactly(8, 9);
    put.isDone();
  }

  @Test
  void those_who_wait_are_served_in_the_order_of_their_coming() {
    ann.open(QUEUE, "q", 1);
    ServerRig.Answer first = bob.call(QUEUE, "q", TAKE);
    ServerRig.Answer second = ann.call(QUEUE, "q", TAKE);
    fill(QUEUE, "q", 1, 2);
    assertThat(first.value()).isEqualTo(1);
    assertThat(second.value()).isEqualTo(2);
  }

  @Test
  void a_full_and_an_empty_queue_time_out_at_their_times_and_not_before() {
    ann.open(QUEUE, "q", 1);
    SharedCall take = SharedCall.of(QUEUE, "q", TAKE).waiting(Duration.ofSeconds(2).toNanos());
    ServerRig.Answer empty = ann.call(take);
    rig.pass(Duration.ofSeconds(2).minusNanos(1));
    empty.waits();
    assertThat(rig.server.limit(Long.MAX_VALUE, rig.now)).isEqualTo(1);
    rig.pass(Duration.ofNanos(1));
    empty.isNotDone();
    fill(QUEUE, "q", 1);
    ServerRig.Answer full =
        ann.call(
            SharedCall.of(QUEUE, "q", PUT)
                .waiting(Duration.ofSeconds(1).toNanos())
                .value(Json.number(2)));
    rig.pass(Duration.ofSeconds(1));
    full.isNotDone();
    assertThat(taken(QUEUE, "q", 1)).containsExactly(1);
    ann.call(SharedCall.of(QUEUE, "q", TAKE)).isNotDone();
  }

  @Test
  void time_may_wrap_around() {
    ServerRig late = new ServerRig(ServerRig.LIMITS, Long.MAX_VALUE - 5);
    late.user(0).open(QUEUE, "q", 1);
    ServerRig.Answer take = late.user(0).call(SharedCall.of(QUEUE, "q", TAKE).waiting(10));
    late.pass(Duration.ofNanos(9));
    take.waits();
    late.pass(Duration.ofNanos(1));
    take.isNotDone();
  }

  @Test
  void a_cancelled_call_takes_and_puts_nothing() {
    ann.open(QUEUE, "q", 1);
    ServerRig.Answer take = bob.call(QUEUE, "q", TAKE);
    take.cancel();
    take.isRefused(SharedRefusal.CANCELLED);
    fill(QUEUE, "q", 1);
    ServerRig.Answer put = bob.put(QUEUE, "q", 2);
    put.cancel();
    put.isRefused(SharedRefusal.CANCELLED);
    assertThat(taken(QUEUE, "q", 1)).containsExactly(1);
    assertThat(ann.call(QUEUE, "q", SIZE).number()).isZero();
  }

  @Test
  void a_cancel_that_comes_too_late_changes_nothing() {
    ann.open(QUEUE, "q", 1);
    ServerRig.Answer put = ann.put(QUEUE, "q", 1);
    put.cancel();
    put.isDone();
    assertThat(taken(QUEUE, "q", 1)).containsExactly(1);
  }

  @Test
  void a_dead_worker_takes_nothing_any_more() {
    ann.open(QUEUE, "q", 1);
    ServerRig.Answer dead = bob.call(QUEUE, "q", TAKE);
    rig.dies(1);
    ServerRig.Answer alive = ann.call(QUEUE, "q", TAKE);
    fill(QUEUE, "q", 1);
    dead.waits();
    assertThat(alive.value()).isEqualTo(1);
  }

  @Test
  void a_closed_queue_is_emptied_and_then_refuses_all() {
    ann.open(QUEUE, "q", 1);
    fill(QUEUE, "q", 1);
    ServerRig.Answer put = bob.put(QUEUE, "q", 2);
    ann.call(QUEUE, "q", CLOSE).isDone();
    put.isRefused(SharedRefusal.CLOSED);
    bob.put(QUEUE, "q", 3).isRefused(SharedRefusal.CLOSED);
    assertThat(taken(QUEUE, "q", 1)).containsExactly(1);
    ann.call(QUEUE, "q", TAKE).isRefused(SharedRefusal.CLOSED);
  }

  @Test
  void closing_wakes_those_who_wait_for_an_item() {
    ann.open(QUEUE, "q", 1);
    ServerRig.Answer take = bob.call(QUEUE, "q", TAKE);
    ann.call(QUEUE, "q", CLOSE);
    take.isRefused(SharedRefusal.CLOSED);
  }

  @Test
  void join_waits_until_all_items_are_said_to_be_done() {
    ann.open(QUEUE, "q", 5);
    ann.call(QUEUE, "q", JOIN).isDone();
    fill(QUEUE, "q", 1, 2);
    ServerRig.Answer join = ann.call(QUEUE, "q", JOIN);
    taken(QUEUE, "q", 2);
    bob.call(QUEUE, "q", TASK_DONE).isDone();
    join.waits();
    bob.call(QUEUE, "q", TASK_DONE).isDone();
    assertThat(join.result().formerHolderDied()).isFalse();
    bob.call(QUEUE, "q", TASK_DONE).isRefused(SharedRefusal.MISUSED);
  }

  @Test
  void what_a_dead_worker_had_taken_does_not_hold_a_join() {
    ann.open(QUEUE, "q", 5);
    fill(QUEUE, "q", 1);
    bob.call(QUEUE, "q", TAKE).isDone();
    ServerRig.Answer join = ann.call(QUEUE, "q", JOIN);
    rig.dies(1);
    assertThat(join.result().formerHolderDied()).isTrue();
  }

  @Test
  void clearing_lets_those_in_who_wait() {
    ann.open(QUEUE, "q", 1);
    fill(QUEUE, "q", 1);
    ServerRig.Answer put = bob.put(QUEUE, "q", 2);
    ann.call(QUEUE, "q", CLEAR).isDone();
    put.isDone();
    assertThat(taken(QUEUE, "q", 1)).containsExactly(2);
  }

  @Test
  void discarding_refuses_those_who_wait_and_frees_the_name() {
    ann.open(QUEUE, "q", 1);
    ServerRig.Answer take = bob.call(QUEUE, "q", TAKE);
    ann.call(QUEUE, "q", DISCARD).isDone();
    take.isRefused(SharedRefusal.DISCARDED);
    ann.call(QUEUE, "q", SIZE).isRefused(SharedRefusal.MISUSED);
    ann.open(SharedKind.MAP, "q", 0).isDone();
  }

  @Test
  void a_queue_keeps_kind_and_capacity() {
    ann.open(QUEUE, "q", 2).isDone();
    bob.open(QUEUE, "q", 2).isDone();
    assertThat(bob.open(QUEUE, "q", 3).isRefused(SharedRefusal.MISUSED).message())
        .isEqualTo("queue q has a capacity of 2, not 3");
    assertThat(bob.open(STACK, "q", 2).isRefused(SharedRefusal.MISUSED).message())
        .isEqualTo("q is a queue, not a stack");
    bob.open(QUEUE, "none", 0).isRefused(SharedRefusal.MISUSED);
    bob.call(QUEUE, "q", JOIN).isDone();
    bob.call(QUEUE, "q", NOTIFY).isRefused(SharedRefusal.MISUSED);
    bob.call(QUEUE, "q", PUT).isRefused(SharedRefusal.MISUSED);
  }

  @Test
  void values_are_bounded_and_what_leaves_makes_room() {
    ServerRig small = new ServerRig(new SharedLimits(10, 10, 500, 10_000), 0);
    ServerRig.User user = small.user(0);
    user.open(QUEUE, "q", 100);
    int put = 0;
    ServerRig.Answer answer = user.put(QUEUE, "q", 1);
    while (answer.isThere() && small.server.bytes() < 500 - 65) {
      answer = user.put(QUEUE, "q", 1);
      put++;
    }
    assertThat(put).isPositive();
    assertThat(user.put(QUEUE, "q", 1).isRefused(SharedRefusal.LIMIT).message()).contains("500");
    user.call(QUEUE, "q", TAKE).isDone();
    user.put(QUEUE, "q", 1).isDone();
    user.call(QUEUE, "q", DISCARD).isDone();
    assertThat(small.server.bytes()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"QUEUE, '[1,2]', '[3]'", "STACK, '[3,2]', '[1]'", "PRIORITY_QUEUE, '[1,2]', '[3]'"})
  void many_go_in_and_out_in_one_call(SharedKind kind, String first, String rest) {
    ann.open(kind, "q", 5).isDone();
    assertThat(putAll(kind, "q", "[1,2,3]").number()).isEqualTo(3);
    assertThat(takeAll(kind, "q", 2).result().value()).hasToString(first);
    assertThat(takeAll(kind, "q", 9).result().value()).hasToString(rest);
    takeAll(kind, "q", 9).waits();
    ann.put(kind, "q", 4).isDone();
    assertThat(ann.call(kind, "q", SIZE).number()).isZero();
  }

  @Test
  void of_many_those_go_in_that_there_is_room_for_and_one_at_least() {
    ann.open(QUEUE, "q", 3);
    assertThat(putAll(QUEUE, "q", "[1,2,3,4,5]").number()).isEqualTo(3);
    ServerRig.Answer rest = putAll(QUEUE, "q", "[4,5]");
    rest.waits();
    assertThat(taken(QUEUE, "q", 1)).containsExactly(1);
    assertThat(rest.number()).isEqualTo(1);
    assertThat(taken(QUEUE, "q", 3)).containsExactly(2, 3, 4);
    ServerRig.Answer one = bob.call(QUEUE, "q", TAKE);
    ServerRig.Answer all = takeAll(QUEUE, "q", 9);
    assertThat(putAll(QUEUE, "q", "[5,6,7]").number()).isEqualTo(3);
    assertThat(one.value()).isEqualTo(5);
    assertThat(all.result().value()).hasToString("[6,7]");
  }

  @Test
  void what_many_in_one_call_were_charged_with_is_given_back() {
    ann.open(QUEUE, "q", 2);
    long empty = rig.server.bytes();
    putAll(QUEUE, "q", "[1,2,3]");
    ServerRig.Answer cancelled = putAll(QUEUE, "q", "[4,5]");
    cancelled.cancel();
    cancelled.isRefused(SharedRefusal.CANCELLED);
    ServerRig.Answer closed = putAll(QUEUE, "q", "[6,7]");
    ann.call(QUEUE, "q", CLOSE).isDone();
    closed.isRefused(SharedRefusal.CLOSED);
    takeAll(QUEUE, "q", 9).isDone();
    assertThat(rig.server.bytes()).isEqualTo(empty);
    takeAll(QUEUE, "q", 9).isRefused(SharedRefusal.CLOSED);
  }

  @Test
  void many_that_a_dead_worker_had_taken_count_as_done() {
    ann.open(QUEUE, "q", 9);
    putAll(QUEUE, "q", "[1,2,3]");
    takeAll(QUEUE, "q", 3).isDone();
    ServerRig.Answer join = ann.call(QUEUE, "q", JOIN);
    join.waits();
    rig.dies(1);
    assertThat(join.result().formerHolderDied()).isTrue();
  }

  @Test
  void what_is_not_many_is_refused() {
    ann.open(QUEUE, "q", 9);
    putAll(QUEUE, "q", "7").isRefused(SharedRefusal.MISUSED);
    putAll(QUEUE, "q", "[]").isRefused(SharedRefusal.MISUSED);
    ann.call(QUEUE, "q", PUT_ALL).isRefused(SharedRefusal.MISUSED);
    takeAll(QUEUE, "q", 0).isRefused(SharedRefusal.MISUSED);
  }

  @Test
  void no_more_are_taken_than_one_answer_holds() {
    ServerRig small = new ServerRig(new SharedLimits(10, 10, 10_000, 20), 0);
    ServerRig.User user = small.user(0);
    user.open(QUEUE, "q", 9);
    for (int i = 0; i < 3; i++) {
      user.put(QUEUE, "q", 1_000_000_000 + i).isDone();
    }
    assertThat(user.call(QUEUE, "q", TAKE_ALL, 9).result().value()).hasToString("[1000000000]");
  }

  private ServerRig.Answer putAll(SharedKind kind, String name, String values) {
    return ann.call(
        SharedCall.of(kind, name, PUT_ALL).waiting(SharedCall.NO_LIMIT).value(Json.parse(values)));
  }

  private ServerRig.Answer takeAll(SharedKind kind, String name, long most) {
    return bob.call(kind, name, TAKE_ALL, most);
  }

  @Test
  void waiting_calls_and_objects_are_bounded() {
    ServerRig small = new ServerRig(new SharedLimits(1, 1, 10_000, 10_000), 0);
    ServerRig.User user = small.user(0);
    user.open(QUEUE, "q", 1).isDone();
    user.open(QUEUE, "r", 1).isRefused(SharedRefusal.LIMIT);
    user.call(QUEUE, "q", TAKE).waits();
    user.call(QUEUE, "q", TAKE).isRefused(SharedRefusal.LIMIT);
    assertThat(small.server.waitingCalls()).isEqualTo(1);
  }

  @Test
  void a_value_that_could_not_be_answered_with_is_not_taken() {
    ServerRig small = new ServerRig(new SharedLimits(10, 10, 10_000, 20), 0);
    small.user(0).open(QUEUE, "q", 1);
    small
        .user(0)
        .call(SharedCall.of(QUEUE, "q", PUT).value(Json.parse('"' + "x".repeat(30) + '"')))
        .isRefused(SharedRefusal.LIMIT);
  }

  @Test
  void at_the_end_all_that_waits_is_refused_and_all_that_comes() {
    ann.open(QUEUE, "q", 1);
    ServerRig.Answer take = ann.call(QUEUE, "q", TAKE);
    rig.server.finish("the supervisor ends");
    take.isRefused(SharedRefusal.FINISHED);
    ann.call(QUEUE, "q", SIZE).isRefused(SharedRefusal.FINISHED);
  }

  private void fill(SharedKind kind, String name, long... values) {
    for (long value : values) {
      ann.put(kind, name, value).isDone();
    }
  }

  private long[] taken(SharedKind kind, String name, int count) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = bob.call(kind, name, TAKE).value();
    }
    return values;
  }
}
