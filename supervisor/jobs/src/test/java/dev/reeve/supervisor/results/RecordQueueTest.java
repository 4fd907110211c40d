package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordQueueTest {
  private static byte[] record(int number) {
    return ("record " + number + " " + "x".repeat(number % 97)).getBytes(UTF_8);
  }

  @Test
  void records_come_out_in_their_order_from_memory_and_from_the_file(@TempDir Path folder)
      throws Exception {
    try (RecordQueue queue = new RecordQueue(folder, 1_000)) {
      int in = 0;
      int out = 0;
      for (int round = 1; round <= 50; round++) {
        for (int i = 0; i < round; i++) {
          queue.add(record(in++));
        }
        for (int i = 0; i < round / 2; i++) {
          assertThat(queue.poll()).isEqualTo(record(out++));
        }
      }
      assertThat(queue.size()).isEqualTo(in - out);
      try (Stream<Path> names = Files.list(folder)) {
        assertThat(names).as("the file has no name").isEmpty();
      }
      while (out < in) {
        assertThat(queue.poll()).isEqualTo(record(out++));
      }
      assertThat(queue.poll()).isNull();
    }
  }

  @Test
  void without_a_file_all_records_stay_in_memory(@TempDir Path folder) throws Exception {
    try (RecordQueue queue = new RecordQueue(folder.resolve("missing"), 10)) {
      for (int i = 0; i < 100; i++) {
        queue.add(record(i));
      }
      for (int i = 0; i < 100; i++) {
        assertThat(queue.poll()).isEqualTo(record(i));
      }
    }
  }
}
