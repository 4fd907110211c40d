package dev.reeve.shared.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedCallList;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Threads of workers that do at random whatever may be done, give up, and die; after every step
 * what no order of steps may break is looked at.
 */
class RandomUseTest {
  private static final int STEPS = 3_000;
  private static final int WORKERS = 4;
  private static final int CAPACITY = 3;

  private final ServerRig rig = new ServerRig(new SharedLimits(100, 1_000, 1_000_000, 10_000), 0);
  private final Map<ServerRig.User, ServerRig.Answer> blocked = new HashMap<>();
  private final Map<String, Set<ServerRig.User>> holds = new HashMap<>();
  private final List<Long> put = new ArrayList<>();
  private final Set<Long> lost = new HashSet<>();
  private final List<Long> taken = new ArrayList<>();
  private final int[] generations = new int[WORKERS];
  private Random random = new Random();
  private long nextValue;
  private long counted;

  static LongStream seeds() {
    return LongStream.concat(LongStream.range(1, 20), LongStream.of(System.nanoTime()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothing_is_lost_or_held_by_two_and_nobody_is_forgotten(long seed) {
    random = new Random(seed);
    open();
    for (int i = 0; i < STEPS; i++) {
      step();
      assertThat(holds.getOrDefault("a", Set.of())).as("seed %d", seed).hasSizeLessThan(2);
      assertThat(holds.getOrDefault("b", Set.of())).as("seed %d", seed).hasSizeLessThan(2);
    }
    everyoneDies();
    assertThat(rig.server.waitingCalls()).as("seed %d", seed).isZero();
    checkAtTheEnd(seed);
  }

  private void open() {
    ServerRig.User first = user();
    first.open(SharedKind.QUEUE, "q", CAPACITY).isDone();
    first.open(SharedKind.STACK, "r", CAPACITY).isDone();
    first.open(SharedKind.LOCK, "a", 0).isDone();
    first.open(SharedKind.LOCK, "b", 0).isDone();
    first.open(SharedKind.BOUNDED_SEMAPHORE, "s", 2).isDone();
    first.open(SharedKind.BARRIER, "w", 3).isDone();
    first.open(SharedKind.COUNTER, "n", 0).isDone();
    first.call(SharedCall.of(SharedKind.CONDITION, "c", SharedOperation.OPEN).lock("a")).isDone();
  }

  private ServerRig.User user() {
    int slot = random.nextInt(WORKERS);
    ClientProcess client = new ClientProcess(slot, generations[slot]);
    long thread = random.nextInt(2);
    return blocked.keySet().stream()
        .filter(user -> user.client.equals(client) && user.thread == thread)
        .findAny()
        .orElseGet(() -> rig.new User(client, thread));
  }

  private void step() {
    settle();
    int die = random.nextInt(100);
    if (die < 3) {
      dies(random.nextInt(WORKERS));
    } else if (die < 8) {
      rig.pass(Duration.ofNanos(random.nextInt(50)));
    } else {
      ServerRig.User user = user();
      ServerRig.Answer waits = blocked.get(user);
      if (waits == null) {
        act(user);
      } else if (random.nextInt(4) == 0) {
        waits.cancel();
      }
    }
    settle();
  }

  private void act(ServerRig.User user) {
    switch (random.nextInt(8)) {
      case 0 -> acquire(user, "a");
      case 1 -> acquire(user, "b");
      case 2 -> release(user);
      case 3 -> put(user);
      case 4 -> take(user);
      case 5 -> awaitOrNotify(user);
      case 6 -> calls(user, SharedKind.BARRIER, "w", SharedOperation.AWAIT, 0);
      default -> {
        user.call(SharedKind.COUNTER, "n", SharedOperation.ADD, 1).isDone();
        counted++;
      }
    }
  }

  private ServerRig.Answer calls(
      ServerRig.User user, SharedKind kind, String name, SharedOperation operation, long number) {
    return sent(user, SharedCall.of(kind, name, operation).number(number));
  }

  private ServerRig.Answer sent(ServerRig.User user, SharedCall call) {
    ServerRig.Answer answer =
        user.call(call.waiting(random.nextBoolean() ? -1 : random.nextInt(100)));
    answer.call = call;
    blocked.put(user, answer);
    return answer;
  }

  private void acquire(ServerRig.User user, String lock) {
    if (!holds(user, lock)) {
      calls(user, SharedKind.LOCK, lock, SharedOperation.ACQUIRE, 0);
    }
  }

  private boolean holds(ServerRig.User user, String lock) {
    return holds.getOrDefault(lock, Set.of()).stream().anyMatch(other -> same(user, other));
  }

  private static boolean same(ServerRig.User user, ServerRig.User other) {
    return user.client.equals(other.client) && user.thread == other.thread;
  }

  private void release(ServerRig.User user) {
    String lock = random.nextBoolean() ? "a" : "b";
    if (holds(user, lock)) {
      holds.get(lock).removeIf(other -> same(user, other));
      user.release(lock).isDone();
    } else {
      user.release(lock).isRefused(SharedRefusal.NOT_HOLDER);
    }
  }

  private void put(ServerRig.User user) {
    List<Json> values = new ArrayList<>();
    for (int i = random.nextInt(CAPACITY + 2); i >= 0; i--) {
      values.add(Json.number(nextValue++));
    }
    SharedOperation operation = values.size() == 1 ? SharedOperation.PUT : SharedOperation.PUT_ALL;
    Json value = values.size() == 1 ? values.get(0) : Json.array(values);
    sent(user, queue(operation).value(value));
  }

  /** A call of one of the two queues. */
  private SharedCall queue(SharedOperation operation) {
    return random.nextBoolean()
        ? SharedCall.of(SharedKind.QUEUE, "q", operation)
        : SharedCall.of(SharedKind.STACK, "r", operation);
  }

  private void take(ServerRig.User user) {
    int most = random.nextInt(CAPACITY + 2);
    if (random.nextInt(3) == 0) {
      List<SharedCall> both = List.of(queue(SharedOperation.TAKE), queue(SharedOperation.TAKE));
      sent(user, queue(SharedOperation.TAKE_ANY).value(SharedCallList.write(both)));
    } else {
      sent(user, queue(most == 0 ? SharedOperation.TAKE : SharedOperation.TAKE_ALL).number(most));
    }
  }

  private void awaitOrNotify(ServerRig.User user) {
    if (!holds(user, "a")) {
      return;
    }
    if (random.nextBoolean()) {
      user.call(SharedKind.CONDITION, "c", SharedOperation.NOTIFY, 1 + random.nextInt(3)).isDone();
    } else {
      holds.get("a").removeIf(other -> same(user, other));
      calls(user, SharedKind.CONDITION, "c", SharedOperation.AWAIT, 0);
    }
  }

  /** Takes note of what has been answered. */
  private void settle() {
    for (ServerRig.User user : List.copyOf(blocked.keySet())) {
      ServerRig.Answer answer = blocked.get(user);
      if (answer.isThere()) {
        blocked.remove(user);
        note(user, answer);
      }
    }
  }

  private void note(ServerRig.User user, ServerRig.Answer answer) {
    SharedCall call = answer.call;
    if (call.kind() == SharedKind.CONDITION) { // held again, however it ended
      holds.computeIfAbsent("a", name -> new HashSet<>()).add(user);
    } else if (answer.wasDone()) {
      switch (call.operation()) {
        case ACQUIRE -> holds.computeIfAbsent(call.name(), name -> new HashSet<>()).add(user);
        case PUT -> put.add(call.value().toLong().orElseThrow());
        case PUT_ALL -> put.addAll(numbers(call.value()).subList(0, (int) answer.number()));
        case TAKE, TAKE_ANY -> taken.add(answer.value());
        case TAKE_ALL -> taken.addAll(numbers(answer.result().value()));
        default -> {}
      }
    }
  }

  /** Of one value, or of an array of them. */
  private static List<Long> numbers(Json value) {
    List<Json> all = value.toLong().isPresent() ? List.of(value) : value.elements();
    return all.stream().map(one -> one.toLong().orElseThrow()).toList();
  }

  private void dies(int slot) {
    ClientProcess dead = new ClientProcess(slot, generations[slot]++);
    for (Set<ServerRig.User> holders : holds.values()) {
      holders.removeIf(user -> user.client.equals(dead));
    }
    blocked
        .entrySet()
        .removeIf(
            entry -> {
              boolean dies = entry.getKey().client.equals(dead);
              Json value = entry.getValue().call.value();
              boolean puts = entry.getValue().call.operation() != SharedOperation.TAKE_ANY;
              if (dies && value != null && puts) {
                lost.addAll(numbers(value));
              }
              return dies;
            });
    rig.server.died(dead, rig.now);
  }

  private void everyoneDies() {
    for (int slot = 0; slot < WORKERS; slot++) {
      dies(slot);
      settle();
    }
    settle();
  }

  private void checkAtTheEnd(long seed) {
    ServerRig.User last = rig.user(9);
    for (String lock : new String[] {"a", "b"}) {
      assertThat(last.acquire(lock).isThere()).as("lock %s, seed %d", lock, seed).isTrue();
    }
    last.call(SharedKind.BOUNDED_SEMAPHORE, "s", SharedOperation.ACQUIRE, 2).isDone();
    assertThat(last.call(SharedKind.COUNTER, "n", SharedOperation.GET).number()).isEqualTo(counted);
    takeRest(last, SharedKind.QUEUE, "q");
    takeRest(last, SharedKind.STACK, "r");
    assertThat(taken).as("seed %d", seed).doesNotHaveDuplicates().containsAll(put);
    taken.removeAll(put);
    assertThat(lost).as("put by the dead, seed %d", seed).containsAll(taken);
    assertThat(taken.size() + put.size()).isGreaterThan(100);
  }

  private void takeRest(ServerRig.User last, SharedKind kind, String name) {
    while (last.call(kind, name, SharedOperation.SIZE).number() > 0) {
      taken.add(last.call(kind, name, SharedOperation.TAKE).value());
    }
  }
}
