package dev.reeve.shared.server;

import static dev.reeve.protocol.SharedKind.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedOperation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Processes that put and take at random, with and without asking, halt with the lock and die; what
 * comes out is what went in, in that order, and whoever can be served does not wait.
 */
class RandomDirectUseTest {
  private static final int STEPS = 5_000;
  private static final int WORKERS = 4;
  private static final int NONE = -1;
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final ServerRig rig = new ServerRig(new SharedLimits(100, 1_000, 1_000_000, 10_000), 0);
  private final int[] generations = new int[WORKERS];
  private final int[] seats = new int[WORKERS];

  /** Calls on their way, in the order in which they came. */
  private final List<ServerRig.Answer> pending = new ArrayList<>();

  /** What must come out, in this order. */
  private final ArrayDeque<Long> inside = new ArrayDeque<>();

  private HeapQueueMemory memory;
  private Random random;
  private long nextValue;
  private long through;

  static Stream<Arguments> seeds() {
    return Stream.of(1, 3, 6, 40)
        .flatMap(
            capacity ->
                Stream.of(1L, 2L, 3L, 4L, System.nanoTime())
                    .map(seed -> Arguments.of(capacity, seed)));
  }

  @ParameterizedTest(name = "capacity {0}, seed {1}")
  @MethodSource("seeds")
  void what_goes_in_comes_out_in_its_order(int capacity, long seed) {
    random = new Random(seed);
    memory = new HeapQueueMemory(capacity, WORKERS);
    rig.server.use(new QueueMemories(any -> memory));
    rig.user(9).open(QUEUE, "q", capacity).isDone();
    for (int slot = 0; slot < WORKERS; slot++) {
      connect(slot);
    }
    for (int i = 0; i < STEPS; i++) {
      step(random.nextInt(WORKERS));
      assertThat(inside.size()).as("capacity, seed %d", seed).isLessThanOrEqualTo(capacity);
      if (memory.isFree()) {
        nobodyWaitsInVain(capacity, seed);
      }
    }
    drain();
    assertThat(inside).as("seed %d", seed).isEmpty();
    assertThat(through).as("seed %d", seed).isGreaterThan(100);
  }

  private void connect(int slot) {
    seats[slot] = (int) user(slot).call(SharedCall.of(QUEUE, "q", SharedOperation.DIRECT)).number();
  }

  private ServerRig.User user(int slot) {
    return rig.new User(new ClientProcess(slot, generations[slot]), 1);
  }

  private void step(int slot) {
    if (seats[slot] == NONE && memory.isFree()) {
      connect(slot);
    }
    switch (seats[slot] == NONE ? 3 + random.nextInt(6) : random.nextInt(16)) {
      case 0 -> memory.halt(seats[slot]);
      case 1 -> dies(slot);
      case 2 -> cancelOne();
      case 3, 4, 5 -> ask(slot, SharedOperation.PUT);
      case 6, 7, 8 -> ask(slot, SharedOperation.TAKE);
      case 9, 10, 11 -> putDirectly();
      case 12, 13, 14 -> takeDirectly(seats[slot]);
      default -> memory.goOn(seats[slot]);
    }
    if (memory.isFree()) {
      rig.pass(PAUSE);
    }
    settle();
  }

  private void ask(int slot, SharedOperation operation) {
    SharedCall call = SharedCall.of(QUEUE, "q", operation).waiting(SharedCall.NO_LIMIT);
    if (operation == SharedOperation.PUT) {
      call = call.value(Json.number(nextValue++));
    }
    ServerRig.Answer answer = user(slot).call(call);
    answer.call = call;
    pending.add(answer);
  }

  private void putDirectly() {
    if (memory.putDirectly(nextValue)) {
      inside.add(nextValue++);
    }
  }

  private void takeDirectly(int seat) {
    Long value = memory.takeDirectly(seat);
    if (value != null) {
      came(value);
    }
  }

  private void came(long value) {
    assertThat(inside.poll()).isEqualTo(value);
    through++;
  }

  private void cancelOne() {
    if (!pending.isEmpty()) {
      pending.get(random.nextInt(pending.size())).cancel();
    }
  }

  private void dies(int slot) {
    if (random.nextInt(4) > 0) {
      return;
    }
    ClientProcess dead = new ClientProcess(slot, generations[slot]++);
    rig.server.died(dead, rig.now);
    settle();
    pending.removeIf(answer -> answer.client.equals(dead));
    seats[slot] = NONE;
  }

  /** Puts that are answered together were carried out in the order in which they came. */
  private void settle() {
    note(SharedOperation.PUT);
    note(SharedOperation.TAKE);
  }

  private void note(SharedOperation operation) {
    for (Iterator<ServerRig.Answer> all = pending.iterator(); all.hasNext(); ) {
      ServerRig.Answer answer = all.next();
      if (answer.isThere() && answer.call.operation() == operation) {
        all.remove();
        if (answer.wasDone() && operation == SharedOperation.PUT) {
          inside.add(answer.call.value().toLong().orElseThrow());
        } else if (answer.wasDone()) {
          came(answer.value());
        }
      }
    }
  }

  private void nobodyWaitsInVain(int capacity, long seed) {
    for (ServerRig.Answer waiting : pending) {
      boolean puts = waiting.call.operation() == SharedOperation.PUT;
      assertThat(inside.size()).as("seed %d", seed).isEqualTo(puts ? capacity : 0);
    }
    assertThat(memory.admitsTaking()).as("seed %d", seed).isEqualTo(pending.isEmpty());
  }

  private void drain() {
    for (int slot = 0; slot < WORKERS; slot++) {
      memory.goOn(seats[slot]);
    }
    rig.pass(PAUSE);
    settle();
    while (!inside.isEmpty()) {
      ask(0, SharedOperation.TAKE);
      settle();
    }
    assertThat(rig.server.waitingCalls()).isEqualTo(pending.size());
  }
}
