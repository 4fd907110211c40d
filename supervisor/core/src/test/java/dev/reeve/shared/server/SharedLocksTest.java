package dev.reeve.shared.server;

import static dev.reeve.protocol.SharedKind.BOUNDED_SEMAPHORE;
import static dev.reeve.protocol.SharedKind.CONDITION;
import static dev.reeve.protocol.SharedKind.LOCK;
import static dev.reeve.protocol.SharedKind.SEMAPHORE;
import static dev.reeve.protocol.SharedOperation.ACQUIRE;
import static dev.reeve.protocol.SharedOperation.AWAIT;
import static dev.reeve.protocol.SharedOperation.DISCARD;
import static dev.reeve.protocol.SharedOperation.NOTIFY;
import static dev.reeve.protocol.SharedOperation.OPEN;
import static dev.reeve.protocol.SharedOperation.RELEASE;
import static dev.reeve.protocol.SharedOperation.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedRefusal;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedLocksTest {
  private final ServerRig rig = new ServerRig();
  private final ServerRig.User ann = rig.user(0);
  private final ServerRig.User bob = rig.user(1);
  private final ServerRig.User eve = rig.user(2);

  @BeforeEach
  void open() {
    ann.open(LOCK, "a", 0);
    ann.open(LOCK, "b", 0);
    ann.call(SharedCall.of(CONDITION, "c", OPEN).lock("a")).isDone();
  }

  @Test
  void a_lock_is_held_by_one_thread_and_passed_on_in_the_order_of_asking() {
    ann.acquire("a").isDone();
    ServerRig.Answer second = bob.acquire("a");
    ServerRig.Answer third = eve.acquire("a");
    second.waits();
    ann.release("a").isDone();
    second.isDone();
    third.waits();
    bob.release("a").isDone();
    third.isDone();
  }

  @Test
  void two_threads_of_one_worker_are_two_holders() {
    ann.acquire("a").isDone();
    rig.user(0, 2).acquire("a").waits();
  }

  @Test
  void a_thread_may_take_its_lock_again_and_gives_it_back_as_often() {
    assertThat(ann.acquire("a").number()).isEqualTo(1);
    assertThat(ann.acquire("a").number()).isEqualTo(2);
    ServerRig.Answer other = bob.acquire("a");
    assertThat(ann.release("a").number()).isEqualTo(1);
    other.waits();
    assertThat(ann.release("a").number()).isZero();
    other.isDone();
  }

  @Test
  void only_the_holder_gives_a_lock_back() {
    ann.release("a").isRefused(SharedRefusal.NOT_HOLDER);
    ann.acquire("a");
    assertThat(bob.release("a").isRefused(SharedRefusal.NOT_HOLDER).message())
        .isEqualTo("lock a is not held by thread 1 of worker 1.0, but by thread 1 of worker 0.0");
  }

  @Test
  void trying_a_lock_does_not_wait_and_waiting_may_have_a_limit() {
    ann.acquire("a");
    bob.call(SharedCall.of(LOCK, "a", ACQUIRE)).isNotDone();
    ServerRig.Answer limited = bob.call(SharedCall.of(LOCK, "a", ACQUIRE).waiting(10));
    rig.pass(Duration.ofNanos(10));
    limited.isNotDone();
    ann.release("a");
    eve.acquire("a").isDone();
  }

  @Test
  void a_dead_holders_lock_goes_to_the_next_who_is_told() {
    ann.acquire("a");
    ann.acquire("a");
    ServerRig.Answer next = bob.acquire("a");
    ServerRig.Answer last = eve.acquire("a");
    rig.dies(0);
    assertThat(next.result().formerHolderDied()).isTrue();
    bob.release("a");
    assertThat(last.result().formerHolderDied()).isFalse();
  }

  @Test
  void the_flag_waits_for_a_holder_if_nobody_wants_the_lock() {
    ann.acquire("a");
    rig.dies(0);
    assertThat(bob.acquire("a").result().formerHolderDied()).isTrue();
    assertThat(bob.acquire("a").result().formerHolderDied()).isFalse();
  }

  @Test
  void a_lock_never_goes_to_a_worker_that_died_with_its_holder() {
    ServerRig.User same = rig.user(0, 2);
    ann.acquire("a");
    ServerRig.Answer dead = same.acquire("a");
    ServerRig.Answer alive = bob.acquire("a");
    rig.dies(0);
    dead.waits();
    alive.isDone();
  }

  @Test
  void a_cancelled_call_is_passed_over() {
    ann.acquire("a");
    ServerRig.Answer cancelled = bob.acquire("a");
    ServerRig.Answer next = eve.acquire("a");
    cancelled.cancel();
    cancelled.isRefused(SharedRefusal.CANCELLED);
    ann.release("a");
    next.isDone();
  }

  @Test
  void a_condition_gives_the_lock_up_and_takes_it_again_as_often_as_before() {
    ann.acquire("a");
    ann.acquire("a");
    ServerRig.Answer wait = ann.call(CONDITION, "c", AWAIT);
    bob.acquire("a").isDone();
    bob.call(CONDITION, "c", NOTIFY, 1).isDone();
    wait.waits();
    bob.release("a");
    assertThat(wait.number()).isEqualTo(2);
    assertThat(ann.release("a").number()).isEqualTo(1);
  }

  @Test
  void one_notification_wakes_one_and_the_longest_waiting_first() {
    ServerRig.Answer first = waitFor(ann);
    ServerRig.Answer second = waitFor(bob);
    notify(1);
    first.isDone();
    ann.release("a");
    second.waits();
    notify(9);
    second.isDone();
  }

  @Test
  void a_condition_without_its_lock_is_refused() {
    ann.call(CONDITION, "c", AWAIT).isRefused(SharedRefusal.NOT_HOLDER);
    ann.call(CONDITION, "c", NOTIFY, 1).isRefused(SharedRefusal.NOT_HOLDER);
    ann.call(SharedCall.of(CONDITION, "d", OPEN).lock("none")).isRefused(SharedRefusal.MISUSED);
    ann.call(SharedCall.of(CONDITION, "c", OPEN).lock("b")).isRefused(SharedRefusal.MISUSED);
  }

  @Test
  void a_wait_that_times_out_holds_the_lock_again_before_it_returns() {
    ann.acquire("a");
    ServerRig.Answer wait = ann.call(SharedCall.of(CONDITION, "c", AWAIT).waiting(10));
    bob.acquire("a").isDone();
    rig.pass(Duration.ofNanos(10));
    wait.waits();
    bob.release("a");
    wait.isNotDone();
    ann.release("a").isDone();
  }

  @Test
  void a_wait_that_is_cancelled_holds_the_lock_again_before_it_is_refused() {
    ServerRig.Answer early = waitFor(ann);
    early.cancel();
    early.isRefused(SharedRefusal.CANCELLED);
    ann.release("a").isDone();
    ServerRig.Answer late = waitFor(ann);
    bob.acquire("a");
    bob.call(CONDITION, "c", NOTIFY, 1);
    late.cancel();
    late.waits();
    bob.release("a");
    late.isRefused(SharedRefusal.CANCELLED);
    ann.release("a").isDone();
  }

  @Test
  void a_condition_without_time_to_wait_keeps_the_lock() {
    ann.acquire("a");
    ann.call(SharedCall.of(CONDITION, "c", AWAIT)).isNotDone();
    bob.acquire("a").waits();
  }

  @Test
  void a_worker_that_dies_while_it_waits_for_a_condition_is_forgotten() {
    ServerRig.Answer dead = waitFor(ann);
    ServerRig.Answer alive = waitFor(bob);
    rig.dies(0);
    notify(1);
    dead.waits();
    alive.isDone();
  }

  @Test
  void a_discarded_lock_takes_its_conditions_along() {
    ServerRig.Answer wait = waitFor(ann);
    ann.call(LOCK, "a", DISCARD).isDone();
    wait.isRefused(SharedRefusal.DISCARDED);
    ann.call(CONDITION, "c", AWAIT).isRefused(SharedRefusal.MISUSED);
    assertThat(rig.server.waitingCalls()).isZero();
  }

  @Test
  void a_semaphore_serves_in_order_also_those_who_want_more() {
    ann.open(SEMAPHORE, "s", 2);
    ann.call(SEMAPHORE, "s", ACQUIRE, 2).isDone();
    ServerRig.Answer two = bob.call(SEMAPHORE, "s", ACQUIRE, 2);
    ServerRig.Answer one = eve.call(SEMAPHORE, "s", ACQUIRE, 1);
    ann.call(SEMAPHORE, "s", RELEASE, 1);
    two.waits();
    one.waits();
    two.cancel();
    one.isDone();
  }

  @Test
  void permits_of_a_dead_worker_are_free_again_and_the_next_holder_is_told() {
    ann.open(SEMAPHORE, "s", 3);
    ann.call(SEMAPHORE, "s", ACQUIRE, 2).isDone();
    ann.call(SEMAPHORE, "s", RELEASE, 1).isDone();
    ServerRig.Answer next = bob.call(SEMAPHORE, "s", ACQUIRE, 3);
    next.waits();
    rig.dies(0);
    assertThat(next.result().formerHolderDied()).isTrue();
    assertThat(eve.call(SEMAPHORE, "s", SIZE).number()).isZero();
  }

  @Test
  void another_thread_of_the_same_worker_may_give_permits_back() {
    ann.open(SEMAPHORE, "s", 1);
    ann.call(SEMAPHORE, "s", ACQUIRE, 1).isDone();
    rig.user(0, 2).call(SEMAPHORE, "s", RELEASE, 1).isDone();
    rig.dies(0);
    assertThat(eve.call(SEMAPHORE, "s", SIZE).number()).isEqualTo(1);
  }

  @Test
  void only_a_bounded_semaphore_keeps_to_its_number() {
    ann.open(SEMAPHORE, "s", 0);
    ann.call(SEMAPHORE, "s", RELEASE, 5).isDone();
    assertThat(ann.call(SEMAPHORE, "s", SIZE).number()).isEqualTo(5);
    ann.call(SEMAPHORE, "s", RELEASE, Long.MAX_VALUE).isRefused(SharedRefusal.MISUSED);
    ann.open(BOUNDED_SEMAPHORE, "t", 1);
    ann.call(BOUNDED_SEMAPHORE, "t", RELEASE, 1).isRefused(SharedRefusal.MISUSED);
    ann.call(BOUNDED_SEMAPHORE, "t", ACQUIRE, 2).isRefused(SharedRefusal.MISUSED);
    ann.call(BOUNDED_SEMAPHORE, "t", ACQUIRE, 0).isRefused(SharedRefusal.MISUSED);
    ann.call(BOUNDED_SEMAPHORE, "t", ACQUIRE, 1).isDone();
    bob.call(BOUNDED_SEMAPHORE, "t", RELEASE, 1).isDone();
    rig.dies(0);
    assertThat(bob.call(BOUNDED_SEMAPHORE, "t", SIZE).number()).isEqualTo(1);
  }

  private ServerRig.Answer waitFor(ServerRig.User user) {
    user.acquire("a").isDone();
    ServerRig.Answer wait = user.call(CONDITION, "c", AWAIT);
    wait.waits();
    return wait;
  }

  private void notify(long calls) {
    eve.acquire("a").isDone();
    eve.call(CONDITION, "c", NOTIFY, calls).isDone();
    eve.release("a").isDone();
  }
}
