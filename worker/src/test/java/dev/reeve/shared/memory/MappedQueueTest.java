package dev.reeve.shared.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedQueueTest {
  private static final int SEAT = 1;
  private static final int CAPACITY = 10;

  /** Of a queue with this capacity: one slot always stays free. */
  private static final int MOST_ITEMS = 63;

  private static final int RING = 64 << 10;

  @TempDir private Path folder;
  private Path path;
  private MappedQueue maker;
  private MappedQueue queue;

  @BeforeEach
  void make() throws IOException {
    path = folder.resolve("memory").resolve("queue-0");
    maker = MappedQueue.create(path, CAPACITY);
    queue = MappedQueue.open(path);
  }

  @Test
  void items_come_out_in_the_order_in_which_they_went_in() {
    assertThat(queue.append(texts("a", "b"))).isEqualTo(2);
    assertThat(maker.append(texts("", "cde"))).isEqualTo(2);
    assertThat(maker.put()).isEqualTo(4);
    assertThat(queue.size()).isEqualTo(4);
    assertThat(read(maker, 3)).containsExactly("a", "b", "");
    assertThat(read(queue, 99)).containsExactly("a", "b", "", "cde");
  }

  @Test
  void what_is_looked_at_stays_until_it_is_removed() {
    queue.append(texts("a", "b", "c"));
    assertThat(read(queue, 1)).containsExactly("a");
    assertThat(read(queue, 1)).containsExactly("a");
    queue.remove(SEAT, 2);
    assertThat(read(maker, 9)).containsExactly("c");
    assertThat(maker.takenFrom(SEAT)).isEqualTo(2);
    assertThat(maker.takenFrom(MappedQueue.FIRST_SEAT)).isZero();
    assertThat(maker.put()).isEqualTo(3);
  }

  @Test
  void there_is_nothing_in_an_empty_one() {
    assertThat(queue.size()).isZero();
    assertThat(queue.first(1)).isEmpty();
    assertThat(queue.append(List.of())).isZero();
    queue.append(texts("a"));
    assertThat(queue.first(0)).isEmpty();
    queue.remove(SEAT, 1);
    assertThat(queue.first(Integer.MAX_VALUE)).isEmpty();
  }

  @Test
  void an_item_as_long_as_the_ring_fits_wherever_it_begins() {
    for (int start : new int[] {0, 1, 7, RING - 1, 5_000}) {
      passThrough(new byte[start]);
      byte[] longest = pattern(RING, start);
      assertThat(queue.append(List.of(longest, new byte[0]))).isEqualTo(2);
      assertThat(queue.append(texts("x"))).as("no byte is left").isZero();
      assertThat(queue.first(2)).containsExactly(longest, new byte[0]);
      queue.remove(SEAT, 2);
    }
  }

  @Test
  void an_item_longer_than_the_ring_never_fits() {
    assertThat(queue.append(List.of(new byte[RING + 1]))).isZero();
    passThrough(new byte[100]);
    assertThat(queue.append(List.of(new byte[RING + 1]))).isZero();
    assertThat(queue.size()).isZero();
  }

  @Test
  void of_many_the_first_ones_go_in_as_long_as_there_are_slots() {
    List<byte[]> many = Collections.nCopies(100, "x".getBytes(UTF_8));
    assertThat(queue.append(many)).isEqualTo(MOST_ITEMS);
    assertThat(queue.append(many)).isZero();
    queue.remove(SEAT, 3);
    assertThat(queue.append(texts("a", "b", "c", "d"))).isEqualTo(3);
    assertThat(queue.size()).isEqualTo(MOST_ITEMS);
    queue.remove(SEAT, MOST_ITEMS - 3);
    assertThat(read(queue, 9)).containsExactly("a", "b", "c");
  }

  @Test
  void of_many_the_first_ones_go_in_as_long_as_there_are_bytes() {
    byte[] large = pattern(RING - 10, 3);
    List<byte[]> many = List.of(large, new byte[11], new byte[1]);
    assertThat(queue.append(many)).as("none passes another").isEqualTo(1);
    assertThat(queue.append(List.of(new byte[10], new byte[0], new byte[1]))).isEqualTo(2);
    assertThat(queue.first(3)).containsExactly(large, new byte[10], new byte[0]);
  }

  @Test
  void the_rings_hold_the_capacity_up_to_a_bound() throws IOException {
    for (long capacity : new long[] {1, 63, 64, 1_000, 8_191}) {
      MappedQueue made = MappedQueue.create(path.resolveSibling("of-" + capacity), capacity);
      List<byte[]> full = Collections.nCopies((int) capacity, new byte[8]);
      assertThat(made.append(full)).isEqualTo((int) capacity);
      assertThat(MappedQueue.open(made.path()).capacity()).isEqualTo(capacity);
    }
    MappedQueue huge = MappedQueue.create(path.resolveSibling("huge"), Long.MAX_VALUE);
    assertThat(huge.append(Collections.nCopies(10_000, new byte[8]))).isEqualTo(8_191);
  }

  @Test
  void nobody_is_admitted_at_first() {
    assertThat(queue.admitsPutting()).isFalse();
    assertThat(queue.admitsTaking()).isFalse();
    assertThat(queue.hasEnded()).isFalse();
  }

  @Test
  void either_use_is_admitted_or_not() {
    for (boolean putting : new boolean[] {true, false}) {
      for (boolean taking : new boolean[] {true, false}) {
        maker.admit(putting, taking);
        assertThat(queue.admitsPutting()).isEqualTo(putting);
        assertThat(queue.admitsTaking()).isEqualTo(taking);
        assertThat(queue.hasEnded()).isFalse();
      }
    }
  }

  @Test
  void one_that_has_come_to_an_end_admits_nobody() {
    maker.admit(true, true);
    maker.end();
    assertThat(queue.hasEnded()).isTrue();
    assertThat(queue.admitsPutting()).isFalse();
    assertThat(queue.admitsTaking()).isFalse();
  }

  @Test
  void its_path_is_told() {
    assertThat(List.of(queue.path(), maker.path())).containsOnly(path);
  }

  private void passThrough(byte[] item) {
    assertThat(queue.append(List.of(item))).isEqualTo(1);
    queue.remove(SEAT, 1);
  }

  private static List<String> read(MappedQueue from, int most) {
    return from.first(most).stream().map(item -> new String(item, UTF_8)).toList();
  }

  private static List<byte[]> texts(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  private static byte[] pattern(int length, int salt) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + salt + i / 251);
    }
    return bytes;
  }
}
