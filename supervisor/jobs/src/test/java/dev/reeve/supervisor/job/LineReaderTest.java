package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  @Test
  void lines_end_at_newlines_with_or_without_carriage_return() throws IOException {
    assertThat(lines("a\nb\r\nc", 10)).containsExactly("1 a", "2 b", "3 c");
  }

  @Test
  void empty_lines_count() throws IOException {
    assertThat(lines("\n\na\n", 10)).containsExactly("1 ", "2 ", "3 a");
  }

  @Test
  void nothing_is_no_line() throws IOException {
    assertThat(lines("", 10)).isEmpty();
  }

  @Test
  void a_line_of_exactly_the_bound_fits_and_one_more_byte_does_not() throws IOException {
    assertThat(lines("abcd\nabcde\nabcd\r\nabc", 4))
        .containsExactly("1 abcd", "2 too long", "3 abcd", "4 abc");
  }

  @Test
  void a_line_longer_than_the_buffer_is_read_over_and_the_next_is_good() throws IOException {
    String text = "x".repeat(200_000) + "\ny\n" + "z".repeat(200_000);

    assertThat(lines(text, 100_000)).containsExactly("1 too long", "2 y", "3 too long");
  }

  @Test
  void the_room_of_a_long_line_is_given_back_and_the_lines_after_it_are_kept() throws IOException {
    String text = "x".repeat(3 << 20) + "\nnext\nlast";
    InputStream in = new ByteArrayInputStream(text.getBytes(UTF_8));
    try (LineReader reader = new LineReader(in, "file", 4 << 20)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.line().length()).isEqualTo(3 << 20);
      reader.release();
      assertThat(reader.next()).isTrue();
      assertThat(reader.line().bytes()).hasSizeLessThan(1 << 20);
      assertThat(reader.line().length()).isEqualTo(4);
      assertThat(reader.next()).isTrue();
      assertThat(reader.line().length()).isEqualTo(4);
      assertThat(reader.next()).isFalse();
    }
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_line() throws IOException {
    assertThat(lines("\uFEFFa\n\uFEFFb", 10)).containsExactly("1 a", "2 \uFEFFb");
  }

  @Test
  void lines_are_the_same_however_the_bytes_arrive() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      StringBuilder text = new StringBuilder();
      List<String> expected = new ArrayList<>();
      for (int i = 1; i <= 50; i++) {
        String line = "ä".repeat(random.nextInt(random.nextInt(10) == 0 ? 50_000 : 20));
        text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
        expected.add(line.length() > 30_000 ? i + " too long" : i + " " + line);
      }
      InputStream in = new Dripping(text.toString().getBytes(UTF_8), random);

      assertThat(lines(in, 60_000)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  /** Gives a few bytes at a time. */
  private static final class Dripping extends ByteArrayInputStream {
    private final Random random;

    Dripping(byte[] bytes, Random random) {
      super(bytes);
      this.random = random;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, 1 + random.nextInt(Math.min(length, 5_000)));
    }
  }

  private static List<String> lines(String text, int maxBytes) throws IOException {
    return lines(new ByteArrayInputStream(text.getBytes(UTF_8)), maxBytes);
  }

  private static List<String> lines(InputStream in, int maxBytes) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(in, "file", maxBytes)) {
      while (reader.next()) {
        SourceText line = reader.line();
        String text = new String(line.bytes(), line.from(), line.length(), UTF_8);
        lines.add(line.firstLine() + " " + (reader.tooLong() ? "too long" : text));
      }
    }
    return lines;
  }
}
