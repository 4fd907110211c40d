package dev.reeve.shared.server;

import static dev.reeve.protocol.SharedKind.BARRIER;
import static dev.reeve.protocol.SharedKind.COUNTER;
import static dev.reeve.protocol.SharedKind.EVENT;
import static dev.reeve.protocol.SharedKind.LIST;
import static dev.reeve.protocol.SharedKind.LONGS;
import static dev.reeve.protocol.SharedKind.MAP;
import static dev.reeve.protocol.SharedKind.PIPE;
import static dev.reeve.protocol.SharedOperation.ADD;
import static dev.reeve.protocol.SharedOperation.ATTACH;
import static dev.reeve.protocol.SharedOperation.AWAIT;
import static dev.reeve.protocol.SharedOperation.CLEAR;
import static dev.reeve.protocol.SharedOperation.CLOSE;
import static dev.reeve.protocol.SharedOperation.DISCARD;
import static dev.reeve.protocol.SharedOperation.ENTRIES;
import static dev.reeve.protocol.SharedOperation.GET;
import static dev.reeve.protocol.SharedOperation.INSERT;
import static dev.reeve.protocol.SharedOperation.KEYS;
import static dev.reeve.protocol.SharedOperation.PUT;
import static dev.reeve.protocol.SharedOperation.PUT_IF_ABSENT;
import static dev.reeve.protocol.SharedOperation.RECEIVE;
import static dev.reeve.protocol.SharedOperation.REMOVE;
import static dev.reeve.protocol.SharedOperation.REPLACE;
import static dev.reeve.protocol.SharedOperation.RESET;
import static dev.reeve.protocol.SharedOperation.SEND;
import static dev.reeve.protocol.SharedOperation.SET;
import static dev.reeve.protocol.SharedOperation.SIZE;
import static dev.reeve.protocol.SharedOperation.VALUES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedValuesTest {
  private static final Json KEY = Json.string("k");

  private final ServerRig rig = new ServerRig();
  private final ServerRig.User ann = rig.user(0);
  private final ServerRig.User bob = rig.user(1);
  private final ServerRig.User eve = rig.user(2);

  @Test
  void a_map_finds_puts_replaces_and_removes() {
    ann.open(MAP, "m", 0);
    map(GET).isNotDone();
    assertThat(map(PUT, 1).result().value()).isNull();
    assertThat(map(PUT, 2).value()).isEqualTo(1);
    assertThat(map(PUT_IF_ABSENT, 3).result().value()).isEqualTo(Json.number(2));
    ann.call(entry(REPLACE).value(Json.number(5)).expecting(Json.number(1))).isNotDone();
    ann.call(entry(REPLACE).value(Json.number(5)).expecting(Json.number(2))).isDone();
    assertThat(map(REMOVE).value()).isEqualTo(5);
    map(REMOVE).isNotDone();
    map(PUT_IF_ABSENT, 6).isDone();
    assertThat(map(GET).value()).isEqualTo(6);
  }

  @Test
  void a_map_counts_under_a_key() {
    ann.open(MAP, "m", 0);
    assertThat(ann.call(entry(ADD).number(3)).number()).isEqualTo(3);
    assertThat(bob.call(entry(ADD).number(-1)).number()).isEqualTo(2);
    assertThat(map(GET).value()).isEqualTo(2);
    ann.call(entry(PUT).value(Json.string("two")));
    ann.call(entry(ADD).number(1)).isRefused(SharedRefusal.MISUSED);
  }

  @Test
  void a_map_tells_its_keys_and_values_and_gives_all_room_back() {
    ann.open(MAP, "m", 0);
    long before = rig.server.bytes();
    map(PUT, 1);
    ann.call(entry(PUT).key(Json.number(7)).value(Json.number(2)));
    assertThat(map(KEYS).result().value()).isEqualTo(Json.parse("[\"k\",7]"));
    assertThat(map(VALUES).result().value()).isEqualTo(Json.parse("[1,2]"));
    assertThat(map(ENTRIES).result().value()).isEqualTo(Json.parse("[\"k\",1,7,2]"));
    assertThat(map(SIZE).number()).isEqualTo(2);
    map(CLEAR).isDone();
    assertThat(rig.server.bytes()).isEqualTo(before);
  }

  @Test
  void what_does_not_fit_into_one_answer_is_refused() {
    ann.open(LIST, "l", 0);
    Json large = Json.string("x".repeat(6_000));
    ann.call(SharedCall.of(LIST, "l", ADD).value(large)).isDone();
    ann.call(LIST, "l", VALUES).isDone();
    ann.call(SharedCall.of(LIST, "l", ADD).value(large)).isDone();
    ann.call(LIST, "l", VALUES).isRefused(SharedRefusal.LIMIT);
  }

  @Test
  void a_list_adds_inserts_sets_and_removes() {
    ann.open(LIST, "l", 0);
    long before = rig.server.bytes();
    assertThat(list(ADD, 0, 10).number()).isEqualTo(1);
    list(ADD, 0, 30).isDone();
    list(INSERT, 1, 20).isDone();
    assertThat(list(SET, 2, 33).value()).isEqualTo(30);
    assertThat(ann.call(LIST, "l", VALUES).result().value()).isEqualTo(Json.parse("[10,20,33]"));
    assertThat(ann.call(LIST, "l", REMOVE, 0).value()).isEqualTo(10);
    assertThat(ann.call(LIST, "l", GET, 0).value()).isEqualTo(20);
    for (long index : new long[] {-1, 2, Long.MAX_VALUE}) {
      ann.call(LIST, "l", GET, index).isRefused(SharedRefusal.OUT_OF_BOUNDS);
    }
    list(INSERT, 3, 1).isRefused(SharedRefusal.OUT_OF_BOUNDS);
    ann.call(LIST, "l", CLEAR).isDone();
    assertThat(rig.server.bytes()).isEqualTo(before);
  }

  @Test
  void a_counter_adds_sets_and_compares() {
    assertThat(ann.open(COUNTER, "c", 5).number()).isEqualTo(5);
    assertThat(bob.open(COUNTER, "c", 0).number()).isEqualTo(5);
    assertThat(bob.call(COUNTER, "c", ADD, -7).number()).isEqualTo(-2);
    assertThat(bob.call(COUNTER, "c", SET, 9).number()).isEqualTo(-2);
    ann.call(SharedCall.of(COUNTER, "c", REPLACE).number(1).expecting(8)).isNotDone();
    ann.call(SharedCall.of(COUNTER, "c", REPLACE).number(1).expecting(9)).isDone();
    assertThat(ann.call(COUNTER, "c", GET).number()).isEqualTo(1);
  }

  @Test
  void an_event_lets_all_go_on_until_it_is_cleared() {
    ann.open(EVENT, "e", 0);
    ServerRig.Answer first = ann.call(EVENT, "e", AWAIT);
    ServerRig.Answer second = bob.call(EVENT, "e", AWAIT);
    eve.call(EVENT, "e", SET).isDone();
    first.isDone();
    second.isDone();
    ann.call(EVENT, "e", AWAIT).isDone();
    assertThat(ann.call(EVENT, "e", GET).number()).isEqualTo(1);
    eve.call(EVENT, "e", CLEAR);
    assertThat(ann.call(EVENT, "e", GET).number()).isZero();
    ServerRig.Answer limited = ann.call(SharedCall.of(EVENT, "e", AWAIT).waiting(5));
    rig.pass(Duration.ofNanos(5));
    limited.isNotDone();
  }

  @Test
  void a_barrier_opens_when_all_have_come_again_and_again() {
    ann.open(BARRIER, "b", 3);
    for (int round = 0; round < 2; round++) {
      ServerRig.Answer first = ann.call(BARRIER, "b", AWAIT);
      ServerRig.Answer second = bob.call(BARRIER, "b", AWAIT);
      assertThat(eve.call(BARRIER, "b", SIZE).number()).isEqualTo(2);
      first.waits();
      assertThat(eve.call(BARRIER, "b", AWAIT).number()).isZero();
      assertThat(first.number()).isEqualTo(2);
      assertThat(second.number()).isEqualTo(1);
    }
  }

  @Test
  void one_that_gives_up_breaks_the_barrier_until_it_is_reset() {
    ann.open(BARRIER, "b", 3);
    ServerRig.Answer patient = ann.call(BARRIER, "b", AWAIT);
    ServerRig.Answer hasty = bob.call(SharedCall.of(BARRIER, "b", AWAIT).waiting(5));
    rig.pass(Duration.ofNanos(5));
    hasty.isNotDone();
    patient.isRefused(SharedRefusal.BROKEN);
    eve.call(BARRIER, "b", AWAIT).isRefused(SharedRefusal.BROKEN);
    assertThat(ann.call(BARRIER, "b", GET).number()).isEqualTo(1);
    ann.call(BARRIER, "b", RESET).isDone();
    assertThat(ann.call(BARRIER, "b", GET).number()).isZero();
    ann.call(BARRIER, "b", AWAIT).waits();
  }

  @Test
  void a_cancel_a_death_and_a_reset_break_a_barrier_for_those_who_wait() {
    ann.open(BARRIER, "b", 4);
    ServerRig.Answer first = ann.call(BARRIER, "b", AWAIT);
    ServerRig.Answer cancelled = bob.call(BARRIER, "b", AWAIT);
    cancelled.cancel();
    cancelled.isRefused(SharedRefusal.CANCELLED);
    first.isRefused(SharedRefusal.BROKEN);
    ann.call(BARRIER, "b", RESET);
    ServerRig.Answer survivor = ann.call(BARRIER, "b", AWAIT);
    bob.call(BARRIER, "b", AWAIT);
    rig.dies(1);
    assertThat(survivor.isRefused(SharedRefusal.BROKEN).message()).contains("worker 1.0");
    ann.call(BARRIER, "b", RESET);
    ServerRig.Answer reset = ann.call(BARRIER, "b", AWAIT);
    eve.call(BARRIER, "b", RESET).isDone();
    reset.isRefused(SharedRefusal.BROKEN);
    ann.call(BARRIER, "b", AWAIT).waits();
  }

  @Test
  void a_pipe_carries_both_ways() {
    openPipe(2);
    send(ann, 0, 1).isDone();
    assertThat(receive(bob, 1).value()).isEqualTo(1);
    ServerRig.Answer waits = receive(ann, 0);
    waits.waits();
    send(bob, 1, 2).isDone();
    assertThat(waits.value()).isEqualTo(2);
    ann.call(PIPE, "p", SEND, 2).isRefused(SharedRefusal.MISUSED);
  }

  @Test
  void a_full_pipe_lets_senders_wait() {
    openPipe(1);
    send(ann, 0, 1).isDone();
    ServerRig.Answer second = send(ann, 0, 2);
    second.waits();
    assertThat(receive(bob, 1).value()).isEqualTo(1);
    second.isDone();
    assertThat(receive(bob, 1).value()).isEqualTo(2);
  }

  @Test
  void a_closed_end_is_seen_at_the_other_once_all_is_received() {
    openPipe(2);
    send(ann, 0, 1);
    ann.call(PIPE, "p", CLOSE, 0).isDone();
    assertThat(receive(bob, 1).value()).isEqualTo(1);
    receive(bob, 1).isRefused(SharedRefusal.CLOSED);
    send(bob, 1, 2).isRefused(SharedRefusal.CLOSED);
    receive(ann, 0).isRefused(SharedRefusal.CLOSED);
    ann.call(PIPE, "p", ATTACH, 0).isRefused(SharedRefusal.CLOSED);
  }

  @Test
  void an_end_closes_when_the_last_worker_that_has_it_dies() {
    openPipe(1);
    eve.call(PIPE, "p", ATTACH, 0).isDone();
    ServerRig.Answer waits = receive(bob, 1);
    rig.dies(0);
    waits.waits();
    rig.dies(2);
    waits.isRefused(SharedRefusal.CLOSED);
  }

  @Test
  void all_that_a_pipe_held_is_given_back() {
    long before = rig.server.bytes();
    openPipe(1);
    send(ann, 0, 1);
    send(ann, 0, 2).waits();
    send(bob, 1, 3);
    rig.dies(1);
    ann.call(PIPE, "p", DISCARD).isDone();
    assertThat(rig.server.bytes()).isEqualTo(before);
  }

  @Test
  void a_fault_leaves_nobody_without_an_answer() {
    rig.server.use(
        () -> {
          throw new IllegalStateException("no folder");
        });
    SharedCall open = SharedCall.of(SharedKind.LONGS, "x", SharedOperation.OPEN).number(1);
    ServerRig.Answer answer = rig.new Answer(ClientProcess.PROGRAM, RequestId.of(1));
    assertThatThrownBy(
            () -> rig.server.call(ClientProcess.PROGRAM, answer.id, open, answer, rig.now))
        .isInstanceOf(IllegalStateException.class);
    assertThat(answer.isThere()).isTrue();
    assertThat(answer.wasDone()).isFalse();
  }

  @Test
  void an_array_has_one_place_and_one_length() {
    Json place = ann.open(LONGS, "x", 10).result().value();
    assertThat(place.toString()).startsWith("\"/nowhere/");
    assertThat(bob.open(LONGS, "x", 10).result().value()).isEqualTo(place);
    assertThat(bob.open(LONGS, "y", 10).result().value()).isNotEqualTo(place);
    bob.open(LONGS, "x", 11).isRefused(SharedRefusal.MISUSED);
    bob.open(SharedKind.INTS, "x", 10).isRefused(SharedRefusal.MISUSED);
    bob.open(LONGS, "z", 0).isRefused(SharedRefusal.MISUSED);
  }

  private static SharedCall entry(SharedOperation operation) {
    return SharedCall.of(MAP, "m", operation).key(KEY);
  }

  private ServerRig.Answer map(SharedOperation operation) {
    return ann.call(entry(operation));
  }

  private ServerRig.Answer map(SharedOperation operation, long value) {
    return ann.call(entry(operation).value(Json.number(value)));
  }

  private ServerRig.Answer list(SharedOperation operation, long index, long value) {
    return ann.call(SharedCall.of(LIST, "l", operation).number(index).value(Json.number(value)));
  }

  private void openPipe(long capacity) {
    ann.open(PIPE, "p", capacity).isDone();
    ann.call(PIPE, "p", ATTACH, 0).isDone();
    bob.call(PIPE, "p", ATTACH, 1).isDone();
  }

  private static ServerRig.Answer send(ServerRig.User user, int end, long value) {
    return user.call(
        SharedCall.of(PIPE, "p", SEND)
            .waiting(SharedCall.NO_LIMIT)
            .number(end)
            .value(Json.number(value)));
  }

  private static ServerRig.Answer receive(ServerRig.User user, int end) {
    return user.call(PIPE, "p", RECEIVE, end);
  }
}
