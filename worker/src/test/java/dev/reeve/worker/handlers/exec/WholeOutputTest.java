package dev.reeve.worker.handlers.exec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeOutputTest {
  private final Path file;

  WholeOutputTest(@TempDir Path folder) {
    this.file = folder.resolve("x.out");
  }

  private WholeOutput output(byte[] bytes, int pieces) {
    WholeOutput output = new WholeOutput(file, OutputFiles.INLINE_BYTES, 16);
    for (int from = 0; from < bytes.length; from += pieces) {
      output.write(bytes, from, Math.min(pieces, bytes.length - from));
    }
    return output;
  }

  @Test
  void short_text_needs_no_file() throws IOException {
    WholeOutput output = output("täxt\n".getBytes(UTF_8), 3);
    output.finish(false);
    assertThat(file).doesNotExist();
    assertThat(output.isTruncated()).isFalse();
    assertThat(output.head()).isEqualTo("täxt\n");
  }

  @Test
  void long_or_binary_output_is_in_the_file_byte_by_byte() throws IOException {
    long seed = new Random().nextLong();
    System.out.println("WholeOutputTest seed " + seed);
    Random random = new Random(seed);
    for (int length : new int[] {1, 300, 65_535, 65_536, 65_537, 300_000}) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      bytes[0] = (byte) 0xFF;
      WholeOutput output = output(bytes, 1 + random.nextInt(100_000));
      output.finish(false);
      assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
      assertThat(output.isTruncated()).isTrue();
      Files.delete(file);
    }
    byte[] text = new byte[65_537];
    Arrays.fill(text, (byte) 'a');
    output(text, 1_000).finish(false);
    assertThat(file).hasBinaryContent(text);
  }

  @Test
  void of_a_command_that_failed_short_text_is_in_the_file_too() throws IOException {
    output("text".getBytes(UTF_8), 4).finish(true);
    assertThat(file).hasContent("text");
    Files.delete(file);
    output(new byte[0], 1).finish(true);
    assertThat(file).doesNotExist();
  }

  @Test
  void with_no_room_in_memory_each_byte_is_in_the_file_at_once() throws IOException {
    WholeOutput output = new WholeOutput(file, 0, 16);
    output.write("a".getBytes(UTF_8), 0, 1);
    assertThat(file).hasContent("a");
    output.write("b\n".getBytes(UTF_8), 0, 2);
    assertThat(file).hasContent("ab\n");
    output.finish(false);
    assertThat(output.head()).isEqualTo("ab\n");
    assertThat(output.isTruncated()).isFalse();
  }

  @Test
  void a_file_that_cannot_be_written_is_told_at_the_end() throws IOException {
    Files.writeString(file, "taken");
    WholeOutput output = output(new byte[100_000], 10_000);
    assertThat(output.total()).isEqualTo(100_000);
    assertThatThrownBy(() -> output.finish(false)).isInstanceOf(IOException.class);
    assertThat(file).hasContent("taken");
  }

  @Test
  void the_slot_of_a_worker_is_in_its_id() {
    assertThat(WorkerSlot.slot("4711-88-1a2b-0.0")).isZero();
    assertThat(WorkerSlot.slot("4711-88-1a2b-12.345")).isEqualTo(12);
  }
}
