package dev.reeve.shared.memory;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes that use one queue, and are killed in the midst of it. */
class MappedQueueKillTest {
  private static final long NANOS = SECONDS.toNanos(6);
  private static final int PRODUCERS = 2; // seats 1 and 2
  private static final int SEATS = 4; // and the others take
  private static final byte TEST = 1; // as a taker
  private static final int KILLED = 128 + 9;

  @TempDir private Path base;
  private Path folder;
  private MappedQueue queue;
  private Tally tally;
  private final Map<Integer, Process> processes = new HashMap<>();

  /** Who takes from a seat now, as the tally knows them. */
  private final Map<Integer, Byte> takers = new HashMap<>();

  /** What each taker that was killed had taken out of the queue. */
  private final Map<Byte, Long> takenByDead = new HashMap<>();

  private byte lastTaker = TEST;

  @BeforeEach
  void make() throws IOException {
    folder = base.resolve("memory");
    queue = MappedQueue.create(QueueHammer.queue(folder), 8_000);
    tally = new Tally(folder);
  }

  @AfterEach
  void end() {
    processes.values().forEach(process -> process.destroyForcibly().onExit().join());
  }

  static LongStream seeds() {
    return LongStream.of(System.nanoTime());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothing_is_lost_or_doubled_when_processes_are_killed_at_any_moment(long seed)
      throws Exception {
    Random random = new Random(seed);
    long end = System.nanoTime() + NANOS;
    for (int seat = 1; seat <= SEATS; seat++) {
      start(seat, random.nextBoolean());
    }
    do {
      awaitWorkOfAll();
      awaitWork(1 + random.nextInt(SEATS), random.nextInt(500));
      killAndReplace(random);
    } while (System.nanoTime() < end && lastTaker < Byte.MAX_VALUE - SEATS);
    awaitWorkOfAll();
    for (int seat = 1; seat <= SEATS; seat++) {
      kill(seat);
    }
    check();
  }

  /** One of them, or several; only then is mended what they have left. */
  private void killAndReplace(Random random) throws Exception {
    int chosen = 1 + random.nextInt((1 << SEATS) - 1);
    List<Integer> killed = new ArrayList<>();
    for (int seat = 1; seat <= SEATS; seat++) {
      if ((chosen & 1 << (seat - 1)) != 0) {
        killed.add(seat);
        processes.get(seat).destroyForcibly();
      }
    }
    for (int seat : killed) {
      kill(seat);
    }
    for (int seat : killed) {
      start(seat, random.nextBoolean());
    }
  }

  /** Each reorders a program's steps in its own way. */
  private static String compiler(boolean isQuick) {
    return "-XX:TieredStopAtLevel=" + (isQuick ? 1 : 4);
  }

  private void start(int seat, boolean isQuick) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(compiler(isQuick), "-XX:+UseSerialGC", "-Xmx64m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(QueueHammer.class.getName(), folder.toString(), "" + seat));
    if (seat > PRODUCERS) {
      takers.put(seat, ++lastTaker);
      command.add(Byte.toString(lastTaker));
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    processes.put(seat, builder.redirectOutput(output(seat).toFile()).start());
  }

  private Path output(int seat) {
    return base.resolve("output-" + seat);
  }

  /** It must not have ended by itself before. */
  private void kill(int seat) throws Exception {
    int exitCode = processes.get(seat).destroyForcibly().waitFor();
    assertThat(exitCode).as("%s", Files.readString(output(seat))).isEqualTo(KILLED);
    long taken = queue.abandon(seat);
    if (seat > PRODUCERS) {
      takenByDead.put(takers.get(seat), taken);
    } else {
      assertThat(taken).isZero();
    }
  }

  private void awaitWorkOfAll() {
    long[] before = new long[SEATS + 1];
    for (int seat = 1; seat <= SEATS; seat++) {
      before[seat] = tally.rounds(seat);
    }
    for (int seat = 1; seat <= SEATS; seat++) {
      awaitRounds(seat, before[seat] + 1);
    }
  }

  private void awaitWork(int seat, int rounds) {
    awaitRounds(seat, tally.rounds(seat) + rounds);
  }

  private void awaitRounds(int seat, long rounds) {
    Awaitility.await("work of seat " + seat)
        .atMost(60, SECONDS)
        .pollDelay(0, MILLISECONDS)
        .pollInterval(1, MILLISECONDS)
        .until(() -> tally.rounds(seat) >= rounds || !processes.get(seat).isAlive());
  }

  private void check() throws IOException {
    assertThat(queue.tryLock(MappedQueue.FIRST_SEAT)).as("the lock is free").isTrue();
    queue.unlock();
    takeRest();
    long[] noted = tally.counts();
    long lost = 0;
    for (Map.Entry<Byte, Long> dead : takenByDead.entrySet()) {
      long mislaid = dead.getValue() - noted[dead.getKey()];
      assertThat(mislaid).as("taken and not noted").isBetween(0L, (long) QueueHammer.MOST);
      lost += mislaid;
    }
    assertThat(LongStream.of(noted).skip(1).sum() + lost).isEqualTo(queue.put());
    assertThat(tally.missing()).isLessThanOrEqualTo(lost);
    RawQueue raw = new RawQueue(queue.path());
    assertThat(raw.taken()).isEqualTo(queue.put());
    assertThat(queue.takenFrom(MappedQueue.FIRST_SEAT)).isEqualTo(raw.taken());
    assertThat(raw.takenFromAll()).isEqualTo(raw.taken());
  }

  private void takeRest() throws IOException {
    QueueHammer rest = new QueueHammer(folder, MappedQueue.FIRST_SEAT);
    while (queue.size() > 0) {
      rest.take(TEST);
    }
  }
}
