package dev.reeve.shared.server;

import static dev.reeve.protocol.SharedKind.BARRIER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads that come to a barrier at random, act, give up, abort, reset and die. */
class RandomBarrierTest {
  private static final int STEPS = 4_000;
  private static final int WORKERS = 8;
  private static final int PARTIES = 3;

  private final ServerRig rig = new ServerRig();
  private final ServerRig.Answer[] waiting = new ServerRig.Answer[WORKERS];
  private final int[] generations = new int[WORKERS];
  private final int[] arrivals = new int[PARTIES];

  /** The worker that was told to act and has not reported back, or −1. */
  private int acting = -1;

  private int brokenActions;
  private Random random = new Random();

  static LongStream seeds() {
    return LongStream.of(1, 2, 3, 4, 5, System.nanoTime());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void each_round_has_its_number_of_threads_and_nobody_waits_in_vain(long seed) {
    random = new Random(seed);
    user(0).open(BARRIER, "w", PARTIES).isDone();
    for (int i = 0; i < STEPS; i++) {
      step();
      settle();
      check(seed);
    }
    for (int slot = 0; slot < WORKERS; slot++) {
      dies(slot);
    }
    assertThat(rig.server.waitingCalls()).as("seed %d", seed).isZero();
    assertThat(arrivals[0]).as("seed %d", seed).isGreaterThan(50);
    assertThat(brokenActions).as("seed %d", seed).isPositive();
  }

  private ServerRig.User user(int slot) {
    return rig.new User(new ClientProcess(slot, generations[slot]), 1);
  }

  private void step() {
    int slot = random.nextInt(WORKERS);
    int die = random.nextInt(200);
    if (die == 0) {
      dies(slot);
    } else if (die == 1) {
      user(slot).call(BARRIER, "w", SharedOperation.ABORT).isDone();
      actionBreaks();
    } else if (die < 12) {
      reset(slot);
    } else if (die < 16) {
      rig.pass(Duration.ofNanos(50));
    } else if (waiting[slot] == null) {
      act(slot);
    } else if (die == 20) {
      waiting[slot].cancel();
    }
  }

  private void reset(int slot) {
    boolean isBroken = user(slot).call(BARRIER, "w", SharedOperation.GET).number() == 1;
    if (isBroken || random.nextInt(10) == 0) {
      user(slot).call(BARRIER, "w", SharedOperation.RESET).isDone();
      actionBreaks();
    }
  }

  private void act(int slot) {
    if (acting == slot) {
      acting = -1;
      user(slot).call(BARRIER, "w", SharedOperation.RELEASE).isDone();
      return;
    }
    SharedOperation operation =
        random.nextBoolean() ? SharedOperation.ARRIVE : SharedOperation.AWAIT;
    long wait = random.nextInt(8) == 0 ? random.nextInt(60) : SharedCall.NO_LIMIT;
    SharedCall call = SharedCall.of(BARRIER, "w", operation).waiting(wait);
    waiting[slot] = user(slot).call(call);
    waiting[slot].call = call;
  }

  private void settle() {
    for (int slot = 0; slot < WORKERS; slot++) {
      ServerRig.Answer answer = waiting[slot];
      if (answer != null && answer.isThere()) {
        waiting[slot] = null;
        if (answer.wasDone()) {
          note(slot, answer);
        } else {
          actionBreaks();
        }
      }
    }
  }

  private void note(int slot, ServerRig.Answer answer) {
    arrivals[(int) answer.number()]++;
    if (answer.number() == 0 && answer.call.operation() == SharedOperation.ARRIVE) {
      acting = slot;
    }
  }

  /** Whatever breaks the barrier breaks the round whose action runs. */
  private void actionBreaks() {
    if (acting >= 0) {
      user(acting).call(BARRIER, "w", SharedOperation.RELEASE).isRefused(SharedRefusal.BROKEN);
      brokenActions++;
      acting = -1;
    }
  }

  private void check(long seed) {
    boolean isBroken = user(0).call(BARRIER, "w", SharedOperation.GET).number() == 1;
    long waits = user(0).call(BARRIER, "w", SharedOperation.SIZE).number();
    if (isBroken) {
      assertThat(waits).as("seed %d", seed).isZero();
    } else if (acting < 0) {
      assertThat(waits).as("seed %d", seed).isLessThan(PARTIES);
    } else {
      assertThat(waits).as("seed %d", seed).isGreaterThanOrEqualTo(PARTIES - 1);
    }
    int open = acting < 0 ? 0 : 1;
    for (int i = 1; i < PARTIES; i++) {
      assertThat(arrivals[0] - brokenActions - open).as("seed %d", seed).isEqualTo(arrivals[i]);
    }
  }

  private void dies(int slot) {
    boolean breaks = waiting[slot] != null || acting == slot;
    rig.server.died(new ClientProcess(slot, generations[slot]), rig.now);
    waiting[slot] = null;
    generations[slot]++;
    if (breaks && acting == slot) {
      brokenActions++;
      acting = -1;
    } else if (breaks) {
      actionBreaks();
    }
    settle();
  }
}
