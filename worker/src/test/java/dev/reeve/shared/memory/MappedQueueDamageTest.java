package dev.reeve.shared.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no queues, and memory that somebody has written nonsense into. */
class MappedQueueDamageTest {
  private static final int SEAT = 1;
  private static final int SLOTS = 64;
  private static final int RING = 64 << 10;
  private static final int PUT = 5;
  private static final int TAKEN = 2;

  @TempDir private Path folder;
  private MappedQueue queue;
  private RawQueue raw;

  @BeforeEach
  void make() throws IOException {
    queue = MappedQueue.create(folder.resolve("memory").resolve("queue-0"), 10);
    queue.append(Collections.nCopies(PUT, new byte[100]));
    queue.remove(SEAT, TAKEN);
    raw = new RawQueue(queue.path());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 4_415, 4_416, 4_500, 70_000})
  void a_file_of_another_kind_is_refused(int length) throws IOException {
    Path file = Files.write(folder.resolve("zeros"), new byte[length]);
    refused(file);
  }

  @Test
  void a_file_that_is_shorter_or_longer_than_it_says_is_refused() throws IOException {
    byte[] bytes = Files.readAllBytes(queue.path());
    for (int length : new int[] {bytes.length - 1, bytes.length - 8, bytes.length + 8}) {
      refused(Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length)));
    }
  }

  @Test
  void a_file_of_another_version_is_refused() {
    raw.set(QueueFile.FORMAT_AT, raw.get(QueueFile.FORMAT_AT) + 1);
    refused(queue.path());
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, -1, -64, 1, 32, 63, 96, 16_384, 1L << 32, (1L << 32) + 64, Long.MIN_VALUE})
  void rings_of_a_size_that_can_not_be_are_refused(long size) {
    long ring = raw.get(QueueFile.BYTES_AT);
    raw.set(QueueFile.SLOTS_AT, size);
    refused(queue.path());
    raw.set(QueueFile.BYTES_AT, ring + Long.BYTES * (SLOTS - size)); // the length is right
    refused(queue.path());
    raw.set(QueueFile.SLOTS_AT, SLOTS);
    raw.set(QueueFile.BYTES_AT, size);
    refused(queue.path());
  }

  @Test
  void a_capacity_that_can_not_be_is_refused() {
    raw.set(QueueFile.CAPACITY_AT, 0);
    refused(queue.path());
  }

  @Test
  void a_file_that_is_not_there_is_not_made() {
    Path missing = queue.path().resolveSibling("missing");
    assertThatThrownBy(() -> MappedQueue.open(missing)).isInstanceOf(NoSuchFileException.class);
    assertThat(missing).doesNotExist();
  }

  private static void refused(Path file) {
    assertThatThrownBy(() -> MappedQueue.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  /** Of items that were put, when two have been taken. */
  @ParameterizedTest
  @ValueSource(
      longs = {
        1,
        0,
        -1,
        TAKEN + SLOTS,
        1L << 32,
        (1L << 32) + TAKEN + SLOTS - 4, // a count that an int makes small
        Long.MIN_VALUE,
        Long.MAX_VALUE
      })
  void a_count_that_can_not_be_is_found_out(long count) {
    raw.setPut(count);
    damaged(() -> queue.first(10));
    damaged(() -> queue.append(List.of(new byte[1])));
    raw.setPut(PUT);
    raw.setTaken(PUT + TAKEN - count);
    damaged(() -> queue.first(10));
    damaged(() -> queue.append(List.of(new byte[1])));
  }

  @Test
  void a_size_below_nothing_is_found_out() {
    raw.setTaken(PUT + 1);
    damaged(queue::size);
  }

  /** The first item there begins at 200 and ends at 300. */
  @ParameterizedTest
  @ValueSource(
      longs = {199, 0, -1, 201 + RING, 1L << 32, (1L << 32) + 300, 1L << 63, Long.MAX_VALUE})
  void an_item_that_ends_where_none_can_is_found_out(long end) {
    raw.setEnd(TAKEN, end);
    damaged(() -> queue.first(10));
    raw.setEnd(PUT - 1, end);
    damaged(() -> queue.append(List.of(new byte[1])));
  }

  @Test
  void items_that_go_from_one_end_of_the_numbers_to_the_other_are_found_out() {
    raw.setEnd(TAKEN - 1, Long.MIN_VALUE);
    raw.setEnd(TAKEN, Long.MAX_VALUE);
    damaged(() -> queue.first(1));
    raw.setEnd(PUT - 1, Long.MAX_VALUE);
    damaged(() -> queue.append(List.of(new byte[1])));
  }

  @Test
  void items_that_are_longer_together_than_the_ring_are_found_out() {
    for (int i = 0; i < PUT; i++) {
      raw.setEnd(i, (long) i * RING);
    }
    assertThat(queue.first(1)).hasSize(1);
    damaged(() -> queue.first(2));
  }

  private static void damaged(ThrowingCallable use) {
    assertThatThrownBy(use)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("queue-0")
        .hasMessageContaining("damaged");
  }

  static LongStream seeds() {
    return LongStream.concat(LongStream.range(1, 10), LongStream.of(System.nanoTime()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatever_is_written_there_nothing_worse_comes_of_it(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      scribble(random);
      use(random);
    }
  }

  private void scribble(Random random) {
    long value = random.nextBoolean() ? random.nextLong() : random.nextInt(2 * RING);
    switch (random.nextInt(4)) {
      case 0 -> raw.setPut(raw.taken() + random.nextInt(SLOTS + 2) - 1);
      case 1 -> raw.setTaken(value);
      case 2 -> raw.setEnd(raw.taken() + random.nextInt(3) - 1, value);
      default -> {
        int at = QueueFile.LOCK_AT + random.nextInt(raw.length() - QueueFile.LOCK_AT - 8);
        raw.set(at, value);
      }
    }
  }

  private void use(Random random) {
    try {
      queue.append(Collections.nCopies(random.nextInt(9), new byte[random.nextInt(RING)]));
      List<byte[]> items = queue.first(random.nextInt(SLOTS));
      assertThat(items.stream().mapToInt(item -> item.length).sum()).isLessThanOrEqualTo(RING);
      queue.remove(SEAT, items.size());
      queue.size();
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("damaged");
    }
    queue.abandon(random.nextInt(MappedQueue.SEATS));
  }
}
