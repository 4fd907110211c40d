package dev.reeve.shared.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedArraysTest {
  private static final int ADDITIONS = 200_000;

  @TempDir private Path folder;

  @Test
  void a_second_map_sees_what_the_first_wrote() throws IOException {
    MappedLongs one = longs("a", 3);
    MappedLongs other = longs("a", 3);
    one.set(2, Long.MIN_VALUE);
    one.setPlain(0, 7);
    assertThat(other.get(2)).isEqualTo(Long.MIN_VALUE);
    assertThat(other.getPlain(0)).isEqualTo(7);
    assertThat(other.get(1)).isZero();
    assertThat(other.length()).isEqualTo(3);
  }

  @Test
  void each_type_adds_swaps_and_compares() throws IOException {
    MappedLongs longs = longs("l", 1);
    assertThat(longs.getAndAdd(0, 5)).isZero();
    assertThat(longs.getAndSet(0, 9)).isEqualTo(5);
    assertThat(longs.compareAndSet(0, 8, 1)).isFalse();
    assertThat(longs.compareAndSet(0, 9, 1)).isTrue();
    MappedInts ints = new MappedInts("i", path("i"), 2, () -> {});
    assertThat(ints.getAndAdd(1, Integer.MAX_VALUE)).isZero();
    assertThat(ints.getAndAdd(1, 1)).isEqualTo(Integer.MAX_VALUE);
    assertThat(ints.get(1)).isEqualTo(Integer.MIN_VALUE);
    assertThat(ints.get(0)).isZero();
    MappedDoubles doubles = new MappedDoubles("d", path("d"), 1, () -> {});
    assertThat(doubles.getAndAdd(0, 0.5)).isZero();
    assertThat(doubles.getAndAdd(0, 0.25)).isEqualTo(0.5);
    assertThat(doubles.compareAndSet(0, 0.75, Double.NaN)).isTrue();
    assertThat(doubles.compareAndSet(0, Double.NaN, -0.0)).isTrue();
    assertThat(doubles.compareAndSet(0, 0.0, 1)).isFalse();
    assertThat(doubles.getAndSet(0, 3)).isEqualTo(-0.0);
  }

  @Test
  void more_than_there_is_room_for_is_refused_before_memory_is_filled() throws IOException {
    assertThatThrownBy(() -> longs("huge", 1L << 50))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("room");
    try (var files = Files.list(path("huge").getParent())) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void bytes_are_changed_without_touching_their_neighbours() throws IOException {
    MappedBytes bytes = bytes("b", 7);
    for (int i = 0; i < 7; i++) {
      bytes.set(i, (byte) (i * 40));
    }
    assertThat(bytes.getAndAdd(6, (byte) 100)).isEqualTo((byte) 240);
    assertThat(bytes.get(6)).isEqualTo((byte) 340);
    assertThat(bytes.compareAndSet(5, (byte) 200, (byte) -1)).isTrue();
    assertThat(bytes.compareAndSet(5, (byte) 200, (byte) 0)).isFalse();
    assertThat(bytes.get(4)).isEqualTo((byte) 160);
    assertThat(bytes.get(5)).isEqualTo((byte) -1);
  }

  @Test
  void bytes_are_copied_in_and_out() throws IOException {
    MappedBytes bytes = bytes("b", 10);
    bytes.write(3, new byte[] {0, 1, 2, 3}, 1, 3);
    byte[] out = new byte[5];
    bytes.read(2, out, 1, 4);
    assertThat(out).containsExactly(0, 0, 1, 2, 3);
    assertThatThrownBy(() -> bytes.read(8, out, 0, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> bytes.write(0, out, 3, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void an_index_out_of_range_is_refused() throws IOException {
    MappedLongs longs = longs("a", 3);
    MappedBytes bytes = bytes("b", 3); // whose file is longer
    for (long index : new long[] {-1, 3, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> longs.get(index)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> longs.set(index, 1)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> bytes.get(index)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void a_length_that_can_not_be_is_refused() {
    for (long length : new long[] {0, -1, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> longs("a", length)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_file_of_another_length_is_refused() throws IOException {
    longs("a", 3);
    assertThatThrownBy(() -> longs("a", 4)).isInstanceOf(IOException.class);
  }

  @Test
  void the_file_is_for_its_user_alone_and_no_draft_of_it_stays() throws IOException {
    longs("a", 3);
    try (var files = Files.list(path("a").getParent())) {
      assertThat(files).containsExactly(path("a"));
    }
    assertThat(Files.getPosixFilePermissions(path("a")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(path("a").getParent()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void many_that_open_at_once_share_one_array() {
    IntStream.range(0, 16).parallel().forEach(i -> add(1000));
    assertThat(opened().get(1)).isEqualTo(16 * 1000);
  }

  @Test
  void two_processes_lose_no_addition() throws Exception {
    opened();
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MappedArraysTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "out"))
            .start();
    add(ADDITIONS);
    assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(folder.resolve("out"))).isEmpty();
    assertThat(opened().get(1)).isEqualTo(2 * ADDITIONS);
    MappedBytes bytes = sums();
    assertThat(List.of(bytes.get(1), bytes.get(2))).containsOnly((byte) (2 * ADDITIONS));
    assertThat(bytes.get(0)).isZero();
  }

  /**
   * The other process.
   *
   * @param args the folder
   */
  public static void main(String[] args) {
    MappedArraysTest other = new MappedArraysTest();
    other.folder = Path.of(args[0]);
    other.add(ADDITIONS);
  }

  private void add(int times) {
    MappedLongs longs = opened();
    MappedBytes bytes = sums();
    for (int i = 0; i < times; i++) {
      longs.getAndAdd(1, 1);
      bytes.getAndAdd(1, (byte) 1);
      bytes.getAndAdd(2, (byte) 1);
    }
  }

  private MappedLongs opened() {
    try {
      return longs("sum", 2);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private MappedBytes sums() {
    try {
      return bytes("sums", 4);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path path(String name) {
    return folder.resolve("memory").resolve(name);
  }

  private MappedLongs longs(String name, long length) throws IOException {
    return new MappedLongs(name, path(name), length, () -> {});
  }

  private MappedBytes bytes(String name, long length) throws IOException {
    return new MappedBytes(name, path(name), length, () -> {});
  }
}
