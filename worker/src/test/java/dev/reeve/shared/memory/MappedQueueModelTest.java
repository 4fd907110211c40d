package dev.reeve.shared.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever may be done, at random and through several maps of one file, beside a model that does
 * the same; after every step they have the same items and counts.
 */
class MappedQueueModelTest {
  private static final int STEPS = 5_000;
  private static final int SEATS = 4;
  private static final int MOST_ITEMS = 63;
  private static final int RING = 64 << 10;

  @TempDir private Path folder;
  private final ArrayDeque<byte[]> model = new ArrayDeque<>();
  private final long[] taken = new long[SEATS];
  private final List<MappedQueue> maps = new ArrayList<>();
  private Random random = new Random();
  private MappedQueue queue;
  private RawQueue raw;
  private long put;
  private long modelBytes;

  @BeforeEach
  void make() throws IOException {
    queue = MappedQueue.create(folder.resolve("memory").resolve("queue-0"), 10);
    raw = new RawQueue(queue.path());
    maps.add(queue);
    maps.add(MappedQueue.open(queue.path()));
    maps.add(MappedQueue.open(queue.path()));
  }

  static LongStream seeds() {
    return LongStream.concat(LongStream.range(1, 20), LongStream.of(System.nanoTime()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void it_does_what_a_queue_does(long seed) {
    random = new Random(seed);
    for (int i = 0; i < STEPS; i++) {
      queue = maps.get(random.nextInt(maps.size()));
      step();
      check();
    }
    assertThat(put).isGreaterThan(1_000);
  }

  private void step() {
    int seat = random.nextInt(SEATS);
    assertThat(queue.tryLock(seat)).isTrue();
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> append(items());
      case 4 -> append(List.of(new byte[random.nextInt(RING + 2)]));
      case 5, 6, 7, 8 -> remove(seat);
      default -> look();
    }
    if (seat != MappedQueue.FIRST_SEAT && random.nextInt(20) == 0) {
      abandon(seat);
    } else {
      queue.unlock();
    }
  }

  private List<byte[]> items() {
    int longest = new int[] {1, 10, 1_000, 5_000}[random.nextInt(4)];
    List<byte[]> items = new ArrayList<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      byte[] item = new byte[random.nextInt(longest)];
      random.nextBytes(item);
      items.add(item);
    }
    return items;
  }

  private void append(List<byte[]> items) {
    int count = 0;
    while (count < items.size()
        && model.size() < MOST_ITEMS
        && modelBytes + items.get(count).length <= RING) {
      model.addLast(items.get(count));
      modelBytes += items.get(count).length;
      count++;
    }
    put += count;
    assertThat(queue.append(items)).isEqualTo(count);
  }

  private void remove(int seat) {
    List<byte[]> items = queue.first(random.nextInt(40));
    queue.remove(seat, items.size());
    for (byte[] item : items) {
      assertThat(item).isEqualTo(model.pollFirst());
      modelBytes -= item.length;
    }
    taken[seat] += items.size();
  }

  private void look() {
    int most = random.nextBoolean() ? MOST_ITEMS : random.nextInt(5);
    byte[][] expected = model.stream().limit(most).toArray(byte[][]::new);
    assertThat(queue.first(most)).containsExactly(expected);
  }

  /** Its process dies with the lock, half the time before it has counted what it took. */
  private void abandon(int seat) {
    if (random.nextBoolean()) {
      raw.setTakenFrom(seat, random.nextInt((int) taken[seat] + 1));
    }
    assertThat(queue.abandon(seat)).isEqualTo(taken[seat]);
    taken[MappedQueue.FIRST_SEAT] += taken[seat];
    taken[seat] = 0;
  }

  private void check() {
    assertThat(queue.size()).isEqualTo(model.size());
    assertThat(queue.put()).isEqualTo(put);
    for (int seat = 0; seat < SEATS; seat++) {
      assertThat(queue.takenFrom(seat)).isEqualTo(taken[seat]);
    }
    byte[] first = model.peekFirst();
    assertThat(queue.first(1))
        .containsExactly(first == null ? new byte[0][] : new byte[][] {first});
  }
}
