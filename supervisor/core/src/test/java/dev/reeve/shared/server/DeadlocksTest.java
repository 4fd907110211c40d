package dev.reeve.shared.server;

import static dev.reeve.protocol.SharedKind.BOUNDED_SEMAPHORE;
import static dev.reeve.protocol.SharedKind.CONDITION;
import static dev.reeve.protocol.SharedKind.LOCK;
import static dev.reeve.protocol.SharedKind.SEMAPHORE;
import static dev.reeve.protocol.SharedOperation.ACQUIRE;
import static dev.reeve.protocol.SharedOperation.AWAIT;
import static dev.reeve.protocol.SharedOperation.NOTIFY;
import static dev.reeve.protocol.SharedOperation.OPEN;
import static dev.reeve.protocol.SharedOperation.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedRefusal;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlocksTest {
  private static final String CIRCLE =
      "deadlock: thread 1 of worker 1.0 waits for lock a, held by thread 1 of worker 0.0; "
          + "thread 1 of worker 0.0 waits for lock b, held by thread 1 of worker 1.0";

  private final ServerRig rig = new ServerRig();
  private final ServerRig.User ann = rig.user(0);
  private final ServerRig.User bob = rig.user(1);
  private final ServerRig.User eve = rig.user(2);

  @BeforeEach
  void open() {
    for (String lock : new String[] {"a", "b", "c"}) {
      ann.open(LOCK, lock, 0);
    }
  }

  @Test
  void the_call_that_closes_a_circle_is_refused_and_told_who_waits_for_whom() {
    ann.acquire("a");
    bob.acquire("b");
    ServerRig.Answer waits = ann.acquire("b");
    ServerRig.Answer closes = bob.acquire("a");
    assertThat(closes.isRefused(SharedRefusal.DEADLOCK).message()).isEqualTo(CIRCLE);
    assertThat(rig.deadlocks).containsExactly(CIRCLE);
    waits.waits();
    bob.release("b");
    waits.isDone();
  }

  @Test
  void a_circle_of_three_is_found() {
    ann.acquire("a");
    bob.acquire("b");
    eve.acquire("c");
    ann.acquire("b").waits();
    bob.acquire("c").waits();
    eve.acquire("a").isRefused(SharedRefusal.DEADLOCK);
    assertThat(rig.deadlocks).hasSize(1);
  }

  @Test
  void who_waits_with_a_limit_is_no_deadlock() {
    ann.acquire("a");
    bob.acquire("b");
    ServerRig.Answer limited = ann.call(SharedCall.of(LOCK, "b", ACQUIRE).waiting(10));
    ServerRig.Answer other = bob.acquire("a");
    other.waits();
    rig.pass(Duration.ofNanos(10));
    limited.isNotDone();
    ann.release("a");
    other.isDone();
    assertThat(rig.deadlocks).isEmpty();
  }

  @Test
  void a_line_of_waiting_without_a_circle_is_none() {
    ann.acquire("a");
    bob.acquire("b");
    bob.acquire("a").waits();
    eve.acquire("b").waits();
    assertThat(rig.deadlocks).isEmpty();
  }

  @Test
  void a_wait_that_has_ended_counts_no_more() {
    ann.acquire("a");
    bob.acquire("b");
    ServerRig.Answer cancelled = ann.acquire("b");
    cancelled.cancel();
    bob.acquire("a").waits();
    assertThat(rig.deadlocks).isEmpty();
  }

  @Test
  void a_dead_worker_is_in_no_circle() {
    ann.acquire("a");
    bob.acquire("b");
    ann.acquire("b").waits();
    rig.dies(0);
    bob.acquire("a").isDone();
    assertThat(rig.deadlocks).isEmpty();
  }

  @Test
  void a_wait_for_a_condition_closes_a_circle_when_it_wants_its_lock_back() {
    ann.call(SharedCall.of(CONDITION, "x", OPEN).lock("a"));
    ann.acquire("b");
    ann.acquire("a");
    ServerRig.Answer comesBack = ann.call(CONDITION, "x", AWAIT);
    bob.acquire("a");
    ServerRig.Answer wants = bob.acquire("b");
    wants.waits();
    rig.deadlocks.clear();
    eve.acquire("a").waits();
    comesBack.cancel();
    wants.isRefused(SharedRefusal.DEADLOCK);
    assertThat(rig.deadlocks).hasSize(1);
    bob.call(CONDITION, "x", NOTIFY, 1);
    bob.release("a");
    assertThat(rig.deadlocks).hasSize(1);
  }

  @Test
  void a_circle_through_a_bounded_semaphore_is_told_but_left_alone() {
    ann.open(BOUNDED_SEMAPHORE, "s", 1);
    ann.call(BOUNDED_SEMAPHORE, "s", ACQUIRE, 1);
    bob.acquire("b");
    ServerRig.Answer first = ann.acquire("b");
    ServerRig.Answer second = bob.call(BOUNDED_SEMAPHORE, "s", ACQUIRE, 1);
    assertThat(rig.deadlocks).hasSize(1);
    first.waits();
    second.waits();
    eve.call(BOUNDED_SEMAPHORE, "s", RELEASE, 1);
    second.isDone();
  }

  @Test
  void one_holder_of_permits_who_can_go_on_is_hope_for_all() {
    ann.open(BOUNDED_SEMAPHORE, "s", 2);
    ann.call(BOUNDED_SEMAPHORE, "s", ACQUIRE, 1);
    eve.call(BOUNDED_SEMAPHORE, "s", ACQUIRE, 1);
    bob.acquire("b");
    ann.acquire("b");
    bob.call(BOUNDED_SEMAPHORE, "s", ACQUIRE, 1).waits();
    assertThat(rig.deadlocks).isEmpty();
    eve.acquire("b");
    assertThat(rig.deadlocks).hasSize(1);
  }

  @Test
  void what_anybody_can_release_is_never_a_deadlock() {
    ann.open(SEMAPHORE, "s", 1);
    ann.call(SEMAPHORE, "s", ACQUIRE, 1);
    bob.acquire("b");
    ann.acquire("b");
    bob.call(SEMAPHORE, "s", ACQUIRE, 1).waits();
    assertThat(rig.deadlocks).isEmpty();
  }
}
