package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.MemoryUse;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.supervisor.model.TaskResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that a worker states and that cannot be true. */
class LyingWorkerTest {
  private static final long[] NUMBERS = {
    Long.MIN_VALUE,
    Integer.MIN_VALUE,
    -2,
    -1,
    0,
    1,
    2,
    63,
    1L << 31,
    1L << 53,
    Long.MAX_VALUE - 1,
    Long.MAX_VALUE
  };
  private static final Duration STEP = Duration.ofMillis(3);

  @Test
  void a_handler_cannot_have_run_for_longer_than_its_worker_has_had_the_task() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    Instant given = rig.clock.wall();
    rig.advance(STEP);
    rig.say(0, new FromWorker.Success(rig.request(0, "a"), Json.NULL, Long.MAX_VALUE));
    assertThat(rig.results.get(0).durationNanos()).isEqualTo(STEP.toNanos());
    assertThat(rig.results.get(0).startedAt()).isEqualTo(given);
  }

  @Test
  void a_failure_cannot_either() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.advance(STEP);
    RpcError error = new RpcError(RpcError.HANDLER_FAILED, "it broke", null);
    rig.say(0, new FromWorker.Failure(rig.request(0, "a"), error, Long.MAX_VALUE));
    assertThat(rig.results.get(0).durationNanos()).isEqualTo(STEP.toNanos());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void no_number_spoils_a_result_or_breaks_the_engine(long seed) {
    Random random = new Random(seed);
    EngineRig rig = EngineRig.withSlots(1);
    Instant begin = rig.clock.wall();
    rig.ready(0);
    for (int i = 0; i < 100 && rig.launcher.processes.size() == 1; i++) {
      rig.submit("t" + i);
      rig.advance(STEP);
      rig.say(0, lie(random), lie(random), answer(rig, random, "t" + i));
    }
    assertThat(rig.results).isNotEmpty();
    for (TaskResult result : rig.results) {
      assertThat(result.durationNanos()).isBetween(0L, STEP.toNanos());
      assertThat(result.startedAt()).isBetween(begin, rig.clock.wall());
    }
    assertThat(rig.log).noneMatch(line -> line.contains("internal error"));
  }

  private static FromWorker answer(EngineRig rig, Random random, String task) {
    RequestId request = rig.request(0, task);
    RpcError error = new RpcError(RpcError.HANDLER_FAILED, "it broke", null);
    return random.nextBoolean()
        ? new FromWorker.Success(request, Json.NULL, time(random))
        : new FromWorker.Failure(request, error, time(random));
  }

  private static FromWorker lie(Random random) {
    return switch (random.nextInt(6)) {
      case 0 ->
          new FromWorker.Heartbeat(
              new MemoryUse(any(random), any(random), any(random), any(random)), null);
      case 1 -> new FromWorker.TaskStarted(RequestId.of(any(random)));
      case 2 -> new FromWorker.Success(RequestId.of(-any(random)), Json.NULL, time(random));
      case 3 -> new FromWorker.SharedCancel(RequestId.of(any(random)));
      default -> new FromWorker.SharedCallRequest(RequestId.of(random.nextLong()), call(random));
    };
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static SharedCall call(Random random) {
    SharedKind kind = any(random, SharedKind.values());
    SharedOperation operation =
        random.nextInt(3) == 0 ? SharedOperation.OPEN : any(random, SharedOperation.values());
    return new SharedCall(
        kind,
        kind.wireName(),
        operation,
        any(random),
        Math.max(-1, any(random)),
        any(random),
        any(random),
        Json.of("1"),
        Json.of("2"),
        Json.of("2"),
        SharedKind.LOCK.wireName());
  }

  private static long any(Random random) {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  /** The time of a response, which the codec limits to −1 and more. */
  private static long time(Random random) {
    return Math.max(-1, any(random));
  }
}
