package dev.reeve.shared.server;

import static dev.reeve.protocol.SharedKind.BARRIER;
import static dev.reeve.protocol.SharedKind.BOUNDED_SEMAPHORE;
import static dev.reeve.protocol.SharedKind.CONDITION;
import static dev.reeve.protocol.SharedKind.EVENT;
import static dev.reeve.protocol.SharedKind.LOCK;
import static dev.reeve.protocol.SharedKind.PIPE;
import static dev.reeve.protocol.SharedKind.QUEUE;
import static dev.reeve.protocol.SharedKind.SEMAPHORE;
import static dev.reeve.protocol.SharedOperation.ACQUIRE;
import static dev.reeve.protocol.SharedOperation.AWAIT;
import static dev.reeve.protocol.SharedOperation.JOIN;
import static dev.reeve.protocol.SharedOperation.OPEN;
import static dev.reeve.protocol.SharedOperation.RECEIVE;
import static dev.reeve.protocol.SharedOperation.RELEASE;
import static dev.reeve.protocol.SharedOperation.TAKE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedRefusal;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waits that nobody will end any more, as there is no worker and will be none. */
class AbandonedCallsTest {
  private static final String WHY = "nobody is left";

  private final ServerRig rig = new ServerRig();
  private final ServerRig.User ann = rig.user(0, 1);
  private final ServerRig.User bob = rig.user(0, 2);

  @BeforeEach
  void open() {
    ann.open(QUEUE, "empty", 1).isDone();
    ann.open(QUEUE, "full", 1).isDone();
    ann.put(QUEUE, "full", 5).isDone();
    ann.open(EVENT, "e", 0).isDone();
    ann.open(SEMAPHORE, "s", 0).isDone();
    ann.open(PIPE, "p", 1).isDone();
    ann.open(LOCK, "l", 0).isDone();
    ann.call(SharedCall.of(CONDITION, "c", OPEN).lock("l")).isDone();
  }

  private static void refused(ServerRig.Answer answer) {
    assertThat(answer.isRefused(SharedRefusal.FINISHED).message()).startsWith(WHY);
  }

  @Test
  void who_waits_without_a_limit_is_told() {
    ServerRig.Answer take = ann.call(QUEUE, "empty", TAKE);
    ServerRig.Answer put = ann.put(QUEUE, "full", 6);
    ServerRig.Answer join = ann.call(QUEUE, "full", JOIN);
    ServerRig.Answer event = ann.call(EVENT, "e", AWAIT);
    ServerRig.Answer permit = ann.call(SEMAPHORE, "s", ACQUIRE, 1);
    ServerRig.Answer receive = ann.call(PIPE, "p", RECEIVE, 0);
    long before = rig.server.bytes();
    rig.server.refuseEndlessWaits(WHY);
    refused(take);
    refused(put);
    refused(join);
    refused(event);
    refused(permit);
    refused(receive);
    assertThat(rig.server.waitingCalls()).isZero();
    assertThat(rig.server.bytes()).as("what was to be put is given back").isLessThan(before);
  }

  @Test
  void who_comes_later_is_told_unless_there_is_no_need_to_wait() {
    rig.server.refuseEndlessWaits(WHY);
    refused(ann.call(QUEUE, "empty", TAKE));
    assertThat(ann.call(QUEUE, "full", TAKE).value()).isEqualTo(5);
    ann.put(QUEUE, "empty", 1).isDone();
    refused(ann.put(QUEUE, "empty", 2));
    assertThat(rig.server.waitingCalls()).isZero();
  }

  @Test
  void a_limit_is_a_limit() {
    ServerRig.Answer before = ann.call(SharedCall.of(QUEUE, "empty", TAKE).waiting(10));
    rig.server.refuseEndlessWaits(WHY);
    ServerRig.Answer after = ann.call(SharedCall.of(QUEUE, "empty", TAKE).waiting(10));
    before.waits();
    after.waits();
    rig.pass(Duration.ofNanos(10));
    before.isNotDone();
    after.isNotDone();
  }

  @Test
  void what_a_living_thread_holds_is_waited_for() {
    ann.open(BOUNDED_SEMAPHORE, "b", 1).isDone();
    ann.call(BOUNDED_SEMAPHORE, "b", ACQUIRE, 1).isDone();
    ann.acquire("l").isDone();
    ServerRig.Answer lock = bob.acquire("l");
    rig.server.refuseEndlessWaits(WHY);
    ServerRig.Answer permit = bob.call(BOUNDED_SEMAPHORE, "b", ACQUIRE, 1);
    lock.waits();
    permit.waits();
    ann.release("l").isDone();
    ann.call(BOUNDED_SEMAPHORE, "b", RELEASE, 1).isDone();
    lock.isDone();
    permit.isDone();
  }

  @Test
  void a_semaphore_is_waited_for_if_another_has_a_permit_of_it() {
    ann.open(SEMAPHORE, "mutex", 1).isDone();
    ann.open(BOUNDED_SEMAPHORE, "throttle", 1).isDone();
    ann.call(SEMAPHORE, "mutex", ACQUIRE, 1).isDone();
    ann.call(BOUNDED_SEMAPHORE, "throttle", ACQUIRE, 1).isDone();
    ServerRig.Answer other = bob.call(SEMAPHORE, "mutex", ACQUIRE, 1);
    ServerRig.Answer itself = ann.call(BOUNDED_SEMAPHORE, "throttle", ACQUIRE, 1);
    rig.server.refuseEndlessWaits(WHY);
    other.waits();
    refused(itself);
    refused(ann.call(SEMAPHORE, "mutex", ACQUIRE, 1));
    ann.call(SEMAPHORE, "mutex", RELEASE, 1).isDone();
    other.isDone();
  }

  @Test
  void a_permit_that_was_a_signal_does_not_come_back() {
    ann.call(SEMAPHORE, "s", RELEASE, 1).isDone();
    ann.call(SEMAPHORE, "s", ACQUIRE, 1).isDone();
    ServerRig.Answer next = bob.call(SEMAPHORE, "s", ACQUIRE, 1);
    rig.server.refuseEndlessWaits(WHY);
    refused(next);
  }

  @Test
  void who_waits_for_a_condition_is_told_once_the_lock_is_held_again() {
    ann.acquire("l").isDone();
    ServerRig.Answer condition = ann.call(CONDITION, "c", AWAIT);
    bob.acquire("l").isDone();
    rig.server.refuseEndlessWaits(WHY);
    condition.waits();
    bob.release("l").isDone();
    refused(condition);
    ann.release("l").isDone();
  }

  @Test
  void a_barrier_breaks() {
    ann.open(BARRIER, "b", 3).isDone();
    ServerRig.Answer first = ann.call(BARRIER, "b", AWAIT);
    ServerRig.Answer second = bob.call(BARRIER, "b", AWAIT);
    rig.server.refuseEndlessWaits(WHY);
    refused(first);
    second.isRefused(SharedRefusal.BROKEN);
  }

  @Test
  void when_somebody_comes_all_is_as_before() {
    rig.server.refuseEndlessWaits(WHY);
    rig.server.refuseEndlessWaits(null);
    ServerRig.Answer take = ann.call(QUEUE, "empty", TAKE);
    take.waits();
    bob.put(QUEUE, "empty", 7).isDone();
    assertThat(take.value()).isEqualTo(7);
  }
}
