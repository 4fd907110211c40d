package dev.reeve.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker wrote and what it kept are all that it said, whenever it ends. */
class LastWordsTest {
  private final ByteBuffer file = ByteBuffer.allocate(LastWords.FILE_BYTES);

  @Test
  void what_was_kept_is_found_from_the_place_where_the_output_ends() {
    LastWords words = new LastWords(file);
    words.writtenTo(1_000);
    words.add(new byte[] {1, 2, 3, 4}, 1, 3);
    assertThat(read().after(1_000)).containsExactly(2, 3, 4);
    assertThat(read().after(1_002)).containsExactly(4);
    assertThat(read().after(1_003)).isEmpty();
    assertThat(words.room()).isEqualTo(LastWords.CAPACITY - 3);
  }

  @Test
  void nothing_is_found_from_other_places_or_in_a_file_that_makes_no_sense() {
    LastWords words = new LastWords(file);
    words.writtenTo(1_000);
    words.add(new byte[] {1, 2}, 0, 2);
    assertThat(read().after(999)).isEmpty();
    assertThat(read().after(1_003)).isEmpty();
    new Random(5).nextBytes(file.array());
    assertThat(read().after(0)).isEmpty();
  }

  @Test
  void the_request_that_runs_is_found_until_another_does_or_none() {
    LastWords words = new LastWords(file);
    assertThat(read().running()).isZero();
    words.setRunning(77);
    assertThat(read().running()).isEqualTo(77);
    words.setRunning(0);
    assertThat(read().running()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {41, 42})
  void output_and_last_words_are_the_whole_stream_at_every_moment(long seed) {
    Random random = new Random(seed);
    LastWords words = new LastWords(file);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream pipe = new ByteArrayOutputStream();
    for (int i = 0; i < 5_000; i++) {
      byte[] more = new byte[random.nextInt(40)];
      random.nextBytes(more);
      said.writeBytes(more);
      words.add(more, 0, more.length);
      if (random.nextInt(10) == 0) {
        byte[] kept = words.bytes();
        int first = random.nextInt(kept.length + 1); // the pipe is full for a while
        pipe.write(kept, 0, first);
        assertWhole(seed, said, pipe);
        pipe.write(kept, first, kept.length - first);
        words.writtenTo(pipe.size());
      }
      assertWhole(seed, said, pipe);
    }
    assertThat(pipe.size()).isPositive();
  }

  private void assertWhole(long seed, ByteArrayOutputStream said, ByteArrayOutputStream pipe) {
    byte[] rest = read().after(pipe.size());
    byte[] all = said.toByteArray();
    assertThat(pipe.size() + rest.length).as("seed %d", seed).isEqualTo(all.length);
    assertThat(ByteBuffer.wrap(all, pipe.size(), rest.length)).isEqualTo(ByteBuffer.wrap(rest));
  }

  private LastWords read() {
    return new LastWords(file);
  }
}
