package dev.reeve.supervisor.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpillFileTest {
  @TempDir Path folder;

  private static byte[] bytes(int count, int seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static SpillFile.Region write(SpillFile file, byte[] bytes) throws IOException {
    SpillFile.Region region = file.allocate(bytes.length);
    file.write(region.offset(), ByteBuffer.wrap(bytes));
    return region;
  }

  private static byte[] read(SpillFile file, SpillFile.Region region) throws IOException {
    byte[] bytes = new byte[(int) region.bytes()];
    file.read(region.offset(), ByteBuffer.wrap(bytes));
    return bytes;
  }

  @Test
  void it_has_no_name() throws IOException {
    try (SpillFile file = SpillFile.create(folder)) {
      write(file, bytes(10_000, 1));
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void bytes_come_back_as_they_were_whatever_was_freed_between() throws IOException {
    Random random = new Random(7);
    List<SpillFile.Region> regions = new ArrayList<>();
    List<byte[]> contents = new ArrayList<>();
    try (SpillFile file = SpillFile.create(folder)) {
      for (int i = 0; i < 300; i++) {
        byte[] content = bytes(random.nextInt(40_000), i);
        regions.add(write(file, content));
        contents.add(content);
        if (random.nextInt(3) > 0) {
          int at = random.nextInt(regions.size());
          assertThat(read(file, regions.get(at))).isEqualTo(contents.remove(at));
          file.free(regions.remove(at));
        }
      }
      for (int i = 0; i < regions.size(); i++) {
        assertThat(read(file, regions.get(i))).isEqualTo(contents.get(i));
      }
    }
  }

  @Test
  void freed_space_is_used_again_and_an_empty_file_takes_none() throws IOException {
    try (SpillFile file = SpillFile.create(folder)) {
      SpillFile.Region first = write(file, bytes(1 << 20, 1));
      for (int i = 0; i < 50; i++) {
        SpillFile.Region next = write(file, bytes(1 << 20, i));
        file.free(first);
        first = next;
      }
      assertThat(file.length()).isEqualTo(2 << 20);
      file.free(first);
      assertThat(file.length()).isZero();
    }
  }

  @Test
  void it_takes_at_most_half_of_the_free_space() throws IOException {
    Path path = folder.resolve("file");
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try (SpillFile file = new SpillFile(channel, disk(20 << 20, path))) {
      int written = 0;
      while (written < 20 && tryWrite(file)) {
        written++;
      }
      assertThat(written).isBetween(8, 10);
    }
  }

  private static boolean tryWrite(SpillFile file) {
    try {
      write(file, bytes(1 << 20, 1));
      return true;
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("too little space");
      return false;
    }
  }

  /** A disk of that size with one file. */
  private static FileStore disk(long size, Path only) {
    return new FileStore() {
      @Override
      public long getUsableSpace() throws IOException {
        return size - Files.size(only);
      }

      @Override
      public long getTotalSpace() {
        return size;
      }

      @Override
      public long getUnallocatedSpace() throws IOException {
        return getUsableSpace();
      }

      @Override
      public String name() {
        return "disk";
      }

      @Override
      public String type() {
        return "disk";
      }

      @Override
      public boolean isReadOnly() {
        return false;
      }

      @Override
      public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
        return false;
      }

      @Override
      public boolean supportsFileAttributeView(String name) {
        return false;
      }

      @Override
      @SuppressWarnings("NullAway") // it has none
      public <V extends FileStoreAttributeView> @Nullable V getFileStoreAttributeView(
          Class<V> type) {
        return null;
      }

      @Override
      public Object getAttribute(String attribute) {
        throw new UnsupportedOperationException(attribute);
      }
    };
  }

  @Test
  void a_result_comes_back_as_it_was() throws IOException {
    String text = "half a pair \ud83d, and more \n\0 é 😀 ";
    List<TaskResult> results =
        List.of(
            Results.succeeded(1, "\"" + "x".repeat(1 << 20) + "\""),
            Results.failed(2, new TaskError("E", text, text.repeat(20_000), 9, "KILL", "out", "")),
            Results.failed(3, new TaskError("E", null, null, null, null, text, null)),
            Results.failed(5, new TaskError("E", null, null, null, null, null, text)),
            Results.skipped(4));
    try (SpillFile file = SpillFile.create(folder)) {
      for (TaskResult result : results) {
        SpilledResult spilled = SpilledResult.write(result, file);
        assertThat(spilled.restore()).isEqualTo(result);
        assertThat(spilled.restore()).as("again").isEqualTo(result);
        spilled.free();
      }
    }
  }

  @Test
  void a_file_that_was_cut_off_is_told() throws IOException {
    try (SpillFile file = SpillFile.create(folder)) {
      SpillFile.Region region = file.allocate(100);
      assertThatThrownBy(() -> read(file, region)).hasMessageContaining("cut off");
    }
  }
}
