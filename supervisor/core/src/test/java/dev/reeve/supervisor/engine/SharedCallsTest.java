package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import dev.reeve.protocol.ToWorker;
import dev.reeve.shared.server.ClientProcess;
import dev.reeve.shared.server.Reply;
import dev.reeve.supervisor.process.WorkerEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of shared objects through the loop: their answers, their time limits, and deaths. */
class SharedCallsTest {
  private final EngineRig rig = EngineRig.withSlots(2);
  private long calls;

  @BeforeEach
  void twoWorkersAtWork() {
    rig.submit("a", "b");
    rig.ready(0, 1);
    rig.start(0, "a");
    rig.start(1, "b");
  }

  @Test
  void an_answer_goes_to_the_worker_that_called() throws ProtocolException {
    call(0, open(SharedKind.COUNTER, "c", 5));
    RequestId other = call(1, of(SharedKind.COUNTER, "c", SharedOperation.ADD).number(2));
    assertThat(result(1, other)).isEqualTo(SharedResult.of(7));
    assertThat(answers(0)).isEqualTo(1);
  }

  @Test
  void a_refusal_is_an_error() {
    RequestId call = call(0, of(SharedKind.MAP, "none", SharedOperation.SIZE));
    ToWorker.Failure failure =
        rig.process(0).sent.stream()
            .filter(ToWorker.Failure.class::isInstance)
            .map(ToWorker.Failure.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(failure.id()).isEqualTo(call);
    assertThat(SharedRefusal.of(failure.error())).isEqualTo(SharedRefusal.MISUSED);
  }

  @Test
  void the_loop_wakes_up_when_the_time_of_a_call_is_over_and_not_before() throws ProtocolException {
    call(0, open(SharedKind.QUEUE, "q", 1));
    Duration limit = Duration.ofMillis(700);
    RequestId take =
        call(0, of(SharedKind.QUEUE, "q", SharedOperation.TAKE).waiting(limit.toNanos()));
    assertThat(rig.engine.nextWait(rig.clock.nanos())).isEqualTo(limit.toNanos());
    rig.advance(limit.minusNanos(1));
    assertThat(answers(0)).isEqualTo(1);
    rig.advance(Duration.ofNanos(1));
    assertThat(result(0, take).done()).isFalse();
  }

  @Test
  void a_cancelled_call_is_answered() {
    call(0, open(SharedKind.QUEUE, "q", 1));
    RequestId take = call(0, of(SharedKind.QUEUE, "q", SharedOperation.TAKE).waiting(-1));
    rig.say(0, new FromWorker.SharedCancel(take));
    assertThat(rig.process(0).sent)
        .anyMatch(m -> m instanceof ToWorker.Failure failure && failure.id().equals(take));
  }

  @Test
  void the_lock_of_a_worker_that_has_died_goes_to_the_next() throws ProtocolException {
    call(0, open(SharedKind.LOCK, "l", 0));
    call(0, of(SharedKind.LOCK, "l", SharedOperation.ACQUIRE));
    RequestId next = call(1, of(SharedKind.LOCK, "l", SharedOperation.ACQUIRE).waiting(-1));
    assertThat(answers(1)).isZero();
    rig.exit(0, 137);
    assertThat(result(1, next).formerHolderDied()).isTrue();
  }

  @Test
  void a_deadlock_is_a_warning_for_people() {
    for (String lock : new String[] {"x", "y"}) {
      call(0, open(SharedKind.LOCK, lock, 0));
    }
    call(0, of(SharedKind.LOCK, "x", SharedOperation.ACQUIRE));
    call(1, of(SharedKind.LOCK, "y", SharedOperation.ACQUIRE));
    call(0, of(SharedKind.LOCK, "y", SharedOperation.ACQUIRE).waiting(-1));
    call(1, of(SharedKind.LOCK, "x", SharedOperation.ACQUIRE).waiting(-1));
    assertThat(rig.log)
        .contains(
            "WARNING deadlock: thread 0 of worker 1.0 waits for lock x, held by thread 0 of worker"
                + " 0.0; thread 0 of worker 0.0 waits for lock y, held by thread 0 of worker 1.0");
  }

  @Test
  void a_call_among_the_last_words_is_not_carried_out_a_second_time() throws ProtocolException {
    call(0, open(SharedKind.COUNTER, "c", 0));
    SharedCall add = of(SharedKind.COUNTER, "c", SharedOperation.ADD).number(1);
    RequestId id = call(0, add);
    rig.tell(0, new WorkerEvent.SaidAtEnd(List.of(new FromWorker.SharedCallRequest(id, add))));
    RequestId get = call(1, of(SharedKind.COUNTER, "c", SharedOperation.GET));
    assertThat(result(1, get)).isEqualTo(SharedResult.of(1));
  }

  @Test
  void a_program_that_waits_in_a_run_that_has_stopped_is_told_when_the_last_worker_is_joined() {
    call(0, open(SharedKind.QUEUE, "q", 1));
    AtomicReference<RpcError> told = new AtomicReference<>();
    rig.shared.call(
        ClientProcess.PROGRAM,
        RequestId.of(1),
        of(SharedKind.QUEUE, "q", SharedOperation.TAKE).waiting(SharedCall.NO_LIMIT),
        new Refused(told));
    rig.kill("enough");
    rig.exit(0, 137);
    assertThat(told).as("a worker may end this wait").hasNullValue();
    rig.exit(1, 137);
    assertThat(told.get().message()).endsWith("could end this wait: enough");
  }

  @Test
  void from_the_coming_of_a_guest_on_waits_are_not_in_vain() {
    SharedObjectHost shared = rig.shared;
    call(0, open(SharedKind.EVENT, "e", 0));
    shared.forsake("enough");
    shared.guestArrived(new SharedObjectEvent.GuestArrived());
    AtomicReference<RpcError> told = new AtomicReference<>();
    SharedCall await =
        of(SharedKind.EVENT, "e", SharedOperation.AWAIT).waiting(SharedCall.NO_LIMIT);
    shared.call(ClientProcess.PROGRAM, RequestId.of(1), await, new Refused(told));
    assertThat(told).hasNullValue();
    shared.guestLeft(new SharedObjectEvent.GuestLeft());
    shared.forsake("enough");
    assertThat(told.get().message()).endsWith("enough");
  }

  private record Refused(AtomicReference<RpcError> told) implements Reply {
    @Override
    public void succeeded(SharedResult answer) {
      throw new AssertionError(answer);
    }

    @Override
    public void failed(RpcError answer) {
      told.set(answer);
    }
  }

  private static SharedCall of(SharedKind kind, String name, SharedOperation operation) {
    return SharedCall.of(kind, name, operation);
  }

  private static SharedCall open(SharedKind kind, String name, long number) {
    return of(kind, name, SharedOperation.OPEN).number(number);
  }

  private RequestId call(int worker, SharedCall call) {
    RequestId id = RequestId.of(++calls);
    rig.say(worker, new FromWorker.SharedCallRequest(id, call));
    return id;
  }

  private long answers(int worker) {
    return rig.process(worker).sent.stream().filter(ToWorker.Success.class::isInstance).count();
  }

  private SharedResult result(int worker, RequestId id) throws ProtocolException {
    Json json =
        rig.process(worker).sent.stream()
            .filter(ToWorker.Success.class::isInstance)
            .map(ToWorker.Success.class::cast)
            .filter(success -> success.id().equals(id))
            .findFirst()
            .orElseThrow()
            .result();
    return new MessageCodec().readSharedResult(json);
  }
}
