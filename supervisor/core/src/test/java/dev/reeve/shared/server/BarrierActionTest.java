package dev.reeve.shared.server;

import static dev.reeve.protocol.SharedKind.BARRIER;
import static dev.reeve.protocol.SharedOperation.ABORT;
import static dev.reeve.protocol.SharedOperation.ARRIVE;
import static dev.reeve.protocol.SharedOperation.AWAIT;
import static dev.reeve.protocol.SharedOperation.GET;
import static dev.reeve.protocol.SharedOperation.RELEASE;
import static dev.reeve.protocol.SharedOperation.RESET;
import static dev.reeve.protocol.SharedOperation.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.shared.SharedBarrier;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.client.SharedProxies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Barriers at which the last thread to arrive runs an action, and barriers that are aborted. */
class BarrierActionTest {
  private final ServerRig rig = new ServerRig();
  private final ServerRig.User ann = rig.user(0);
  private final ServerRig.User bob = rig.user(1);
  private final ServerRig.User eve = rig.user(2);
  private final SharedObjects shared =
      new SharedProxies(
          new ServerPort(
              new SharedObjectServer(SharedLimits.of(1 << 24, 1 << 20), text -> {}),
              ClientProcess.PROGRAM));
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static ServerRig.Answer call(ServerRig.User user, SharedOperation operation) {
    return user.call(BARRIER, "b", operation);
  }

  /** Bob acts, and ann waits. */
  private ServerRig.Answer waitsForAction() {
    ann.open(BARRIER, "b", 2).isDone();
    ServerRig.Answer first = call(ann, ARRIVE);
    first.waits();
    assertThat(call(bob, ARRIVE).number()).isZero();
    first.waits();
    return first;
  }

  @Test
  void the_others_wait_until_the_last_to_arrive_has_acted() {
    ServerRig.Answer first = waitsForAction();
    call(bob, RELEASE).isDone();
    assertThat(first.number()).isEqualTo(1);
    call(bob, RELEASE).isRefused(SharedRefusal.BROKEN);
  }

  @Test
  void those_who_come_during_the_action_are_for_the_next_rounds() {
    ServerRig.Answer first = waitsForAction();
    ServerRig.Answer second = call(eve, AWAIT);
    ServerRig.Answer third = call(rig.user(3), AWAIT);
    ServerRig.Answer fourth = call(rig.user(4), ARRIVE);
    ServerRig.Answer fifth = call(rig.user(5), ARRIVE);
    ServerRig.Answer sixth = call(rig.user(6), AWAIT);
    assertThat(call(ann, SIZE).number()).isEqualTo(6);
    call(bob, RELEASE).isDone();
    assertThat(first.number()).isEqualTo(1);
    assertThat(second.number()).isEqualTo(1);
    assertThat(third.number()).as("it has no action").isZero();
    assertThat(fifth.number()).as("its turn to act").isZero();
    fourth.waits();
    call(rig.user(5), RELEASE).isDone();
    assertThat(fourth.number()).isEqualTo(1);
    sixth.waits();
  }

  @Test
  void one_that_gives_up_or_resets_during_the_action_breaks_the_barrier() {
    waitsForAction().cancel();
    call(bob, RELEASE).isRefused(SharedRefusal.BROKEN);
    assertThat(call(eve, GET).number()).isEqualTo(1);
    call(eve, RESET).isDone();
    ServerRig.Answer first = waitsForAction();
    call(eve, RESET).isDone();
    first.isRefused(SharedRefusal.BROKEN);
    call(bob, RELEASE).isRefused(SharedRefusal.BROKEN);
    assertThat(call(eve, GET).number()).isZero();
    waitsForAction();
    call(bob, RELEASE).isDone();
  }

  @Test
  void a_worker_that_dies_while_it_acts_breaks_the_barrier() {
    ServerRig.Answer first = waitsForAction();
    rig.dies(2);
    first.waits();
    rig.dies(1);
    assertThat(first.isRefused(SharedRefusal.BROKEN).message())
        .isEqualTo("barrier b is broken: thread 1 of worker 1.0 died while it ran the action");
    call(ann, ARRIVE).isRefused(SharedRefusal.BROKEN);
  }

  @Test
  void an_action_must_not_wait_for_its_own_barrier() {
    waitsForAction();
    call(bob, ARRIVE).isRefused(SharedRefusal.MISUSED);
    call(bob, AWAIT).isRefused(SharedRefusal.MISUSED);
    rig.user(1, 2).call(SharedCall.of(BARRIER, "b", ARRIVE)).isNotDone();
  }

  @Test
  void an_abort_breaks_the_barrier_for_those_who_wait_and_those_who_come() {
    ann.open(BARRIER, "b", 3).isDone();
    ServerRig.Answer waits = call(ann, AWAIT);
    call(bob, ABORT).isDone();
    assertThat(waits.isRefused(SharedRefusal.BROKEN).message())
        .isEqualTo("barrier b is broken: thread 1 of worker 1.0 aborted it");
    call(eve, AWAIT).isRefused(SharedRefusal.BROKEN);
    call(eve, RESET).isDone();
    call(eve, AWAIT).waits();
    waits = waitsForActionOfThree();
    call(bob, ABORT).isDone();
    waits.isRefused(SharedRefusal.BROKEN);
  }

  private ServerRig.Answer waitsForActionOfThree() {
    ServerRig.Answer waits = call(ann, ARRIVE);
    assertThat(call(bob, ARRIVE).number()).isZero();
    return waits;
  }

  @Test
  void threads_go_on_after_the_action_of_one_of_them_round_after_round() throws Exception {
    int rounds = 30;
    AtomicInteger actions = new AtomicInteger();
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      SharedBarrier barrier = shared.barrier("b", 3).withAction(actions::incrementAndGet);
      all.add(threads.submit(() -> last(barrier, actions, rounds)));
    }
    int last = 0;
    for (Future<Integer> one : all) {
      last += one.get();
    }
    assertThat(actions).hasValue(rounds);
    assertThat(last).isEqualTo(rounds);
    assertThat(shared.barrier("b", 3).parties()).isEqualTo(3);
  }

  /** Returns how often this thread was the last. After round n, n actions have run. */
  private static int last(SharedBarrier barrier, AtomicInteger actions, int rounds)
      throws Exception {
    int last = 0;
    for (int round = 1; round <= rounds; round++) {
      last += barrier.await() == 0 ? 1 : 0;
      assertThat(actions.get()).isGreaterThanOrEqualTo(round).isLessThanOrEqualTo(round + 1);
    }
    return last;
  }

  @Test
  void an_action_that_throws_breaks_the_barrier() throws Exception {
    SharedBarrier barrier = shared.barrier("b", 2);
    Future<Integer> other = threads.submit(() -> barrier.await());
    SharedBarrier failing =
        barrier.withAction(
            () -> {
              throw new IllegalStateException("no paper");
            });
    Awaitility.await().until(() -> barrier.waiting() == 1);
    assertThatThrownBy(failing::await).hasMessage("no paper");
    String failed = "failed: java.lang.IllegalStateException: no paper";
    assertThatThrownBy(other::get)
        .hasCauseInstanceOf(BrokenBarrierException.class)
        .hasMessageContaining("barrier b is broken: the action that thread ")
        .hasMessageEndingWith(failed);
    assertThatThrownBy(() -> barrier.await(Duration.ofSeconds(9)))
        .isInstanceOf(BrokenBarrierException.class)
        .hasMessageEndingWith(failed);
    barrier.reset();
    barrier.abort();
    assertThat(barrier.isBroken()).isTrue();
  }

  @Test
  void a_long_failure_of_an_action_is_told_on_one_short_line() {
    SharedBarrier barrier = shared.barrier("b", 1);
    String reason = "the printer said \"no\"\nat " + "x".repeat(1_000_000);
    Runnable fails =
        () -> {
          throw new IllegalStateException(reason);
        };
    assertThatThrownBy(barrier.withAction(fails)::await).hasMessage(reason);
    assertThatThrownBy(barrier::await)
        .message()
        .contains("IllegalStateException: the printer said \"no\" at xxx")
        .hasSizeLessThan(300);
  }

  @Test
  void the_others_are_told_of_a_failure_that_cannot_tell_itself() {
    SharedBarrier barrier = shared.barrier("b", 1);
    Runnable fails =
        () -> {
          throw new Speechless();
        };
    assertThatThrownBy(barrier.withAction(fails)::await).isInstanceOf(Speechless.class);
    assertThatThrownBy(barrier::await)
        .hasMessageEndingWith("failed: " + Speechless.class.getName());
  }

  private static final class Speechless extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no words");
    }
  }

  @Test
  void an_action_whose_barrier_was_reset_meanwhile_is_told() throws Exception {
    SharedBarrier barrier = shared.barrier("b", 1);
    assertThatThrownBy(() -> barrier.withAction(barrier::reset).await())
        .isInstanceOf(BrokenBarrierException.class);
    assertThat(barrier.await()).isZero();
  }
}
