package dev.reeve.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other side finds what was kept, whenever the first one ends. */
class LastWordsTest {
  private final ByteBuffer file = ByteBuffer.allocate(LastWords.FILE_BYTES);

  @Test
  void the_kept_bytes_are_found_until_they_are_cleared() {
    LastWords words = new LastWords(file);
    words.add(new byte[] {1, 2, 3, 4}, 1, 3);
    words.add(new byte[] {5}, 0, 1);
    assertThat(read().bytes()).containsExactly(2, 3, 4, 5);
    words.clear();
    assertThat(read().bytes()).isEmpty();
    words.add(new byte[] {6}, 0, 1);
    assertThat(read().bytes()).containsExactly(6);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, LastWords.CAPACITY + 1, Long.MAX_VALUE})
  void an_invalid_file_holds_no_messages(long length) {
    new LastWords(file).add(new byte[] {1}, 0, 1);
    file.duplicate().order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(0, length);
    assertThat(read().bytes()).isEmpty();
  }

  @Test
  void the_running_request_is_known_until_another_one_runs_or_none() {
    LastWords words = new LastWords(file);
    assertThat(read().running()).isZero();
    words.setRunning(77);
    assertThat(read().running()).isEqualTo(77);
    words.setRunning(0);
    assertThat(read().running()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {41, 42})
  void the_written_and_the_kept_bytes_are_the_whole_stream(long seed) {
    Random random = new Random(seed);
    LastWords words = new LastWords(file);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream pipe = new ByteArrayOutputStream();
    for (int i = 0; i < 5_000; i++) {
      byte[] more = new byte[random.nextInt(400)];
      random.nextBytes(more);
      said.writeBytes(more);
      if (words.length() + more.length > LastWords.CAPACITY || random.nextInt(100) == 0) {
        pipe.writeBytes(words.bytes());
        words.clear();
      }
      words.add(more, 0, more.length);
    }
    pipe.writeBytes(read().bytes());
    assertThat(pipe.toByteArray()).as("seed %d", seed).isEqualTo(said.toByteArray());
  }

  private LastWords read() {
    return new LastWords(file);
  }
}
