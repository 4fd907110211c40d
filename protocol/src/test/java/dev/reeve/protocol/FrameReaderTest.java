package dev.reeve.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {

  @Test
  void lines_are_split_at_newlines() throws IOException {
    assertThat(lines(reader("a\nbb\nccc\n", 100))).containsExactly("a", "bb", "ccc");
  }

  @Test
  void one_carriage_return_before_the_newline_is_dropped() throws IOException {
    assertThat(lines(reader("a\r\nb\r\r\nc\rd\n", 100))).containsExactly("a", "b\r", "c\rd");
  }

  @Test
  void blank_lines_are_skipped() throws IOException {
    assertThat(lines(reader("\n\r\n \t\na\n\n\n b\n  ", 100))).containsExactly("a", " b");
  }

  @Test
  void a_last_line_without_newline_is_returned_and_noted() throws IOException {
    FrameReader cut = reader("a\nb", 100);
    assertThat(lines(cut)).containsExactly("a", "b");
    assertThat(cut.endedMidLine()).isTrue();
    FrameReader whole = reader("a\nb\n", 100);
    assertThat(lines(whole)).containsExactly("a", "b");
    assertThat(whole.endedMidLine()).isFalse();
  }

  @Test
  void an_action_may_wait_or_fail_before_a_long_line_takes_memory() throws IOException {
    String text = "short\n" + "x".repeat(300_000) + "\nshort\n";
    FrameReader reader = reader(text, 1 << 20);
    List<Integer> calls = new ArrayList<>();
    reader.beforeLongLine(
        128 << 10,
        () -> {
          calls.add(1);
          if (calls.size() < 3) {
            throw new OutOfMemoryError("Java heap space");
          }
        });
    assertThat(reader.next()).isNotNull();
    assertThat(calls).isEmpty();
    assertThatThrownBy(reader::next).isInstanceOf(OutOfMemoryError.class);
    assertThatThrownBy(reader::next).isInstanceOf(OutOfMemoryError.class);
    Frame line = reader.next();
    assertThat(line == null ? 0 : line.length()).isEqualTo(300_000);
    int grown = calls.size();
    assertThat(lines(reader)).containsExactly("short");
    assertThat(calls).hasSize(grown);
  }

  @Test
  void after_the_end_there_is_nothing_more() throws IOException {
    FrameReader reader = reader("a", 100);
    assertThat(reader.next()).isNotNull();
    assertThat(reader.next()).isNull();
    assertThat(reader.next()).isNull();
  }

  @Test
  void a_line_of_the_greatest_length_passes_and_one_byte_more_does_not() throws IOException {
    for (String ending : List.of("\n", "\r\n", "")) {
      assertThat(lines(reader("x".repeat(1024) + ending, 1024))).hasSize(1);
      FrameReader reader = reader("x".repeat(1025) + ending, 1024);
      assertThatThrownBy(reader::next)
          .isInstanceOf(FrameTooLongException.class)
          .hasMessageContaining("longer than 1024 bytes")
          .hasMessageContaining("x".repeat(80) + "…")
          .hasMessageNotContaining("x".repeat(81));
    }
  }

  @Test
  void the_head_of_a_line_that_is_too_long_is_quoted_safely() {
    FrameReader reader = reader("\u001b[31m\0é" + "x".repeat(100), 20);
    assertThatThrownBy(reader::next).hasMessageContaining("begins: \uFFFD[31m\uFFFDéx");
  }

  @Test
  void reading_goes_on_after_a_line_that_was_too_long() throws IOException {
    FrameReader reader = reader("a\n" + "x".repeat(200_000) + "\nb\n", 1000);
    assertThat(text(reader)).isEqualTo("a");
    assertThatThrownBy(reader::next).isInstanceOf(FrameTooLongException.class);
    assertThat(lines(reader)).containsExactly("b");
  }

  @Test
  void an_endless_line_is_rejected_without_being_buffered() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    assertThatThrownBy(() -> new FrameReader(endless, 1 << 20).next())
        .isInstanceOf(FrameTooLongException.class);
  }

  @Test
  void the_limit_can_be_changed_between_lines() throws IOException {
    FrameReader reader = reader("12345\n1234567890\n12345\n", 5);
    assertThat(text(reader)).isEqualTo("12345");
    reader.setMaxFrameBytes(10);
    assertThat(text(reader)).isEqualTo("1234567890");
    reader.setMaxFrameBytes(4);
    assertThatThrownBy(reader::next).isInstanceOf(FrameTooLongException.class);
  }

  @Test
  void a_buffered_frame_is_returned_without_reading() throws IOException {
    FrameReader reader = reader("a\nb\n\n \nc", 100);
    assertThat(reader.hasBufferedFrame()).isFalse();
    assertThat(text(reader)).isEqualTo("a");
    assertThat(reader.hasBufferedFrame()).isTrue();
    assertThat(text(reader)).isEqualTo("b");
    assertThat(reader.hasBufferedFrame()).isFalse();
    assertThat(text(reader)).isEqualTo("c");
  }

  @Test
  void asking_for_a_buffered_frame_does_not_change_the_current_frame() throws IOException {
    FrameReader reader = reader("first\n\n\nsecond\n", 100);
    Frame first = reader.next();
    assertThat(reader.hasBufferedFrame()).isTrue();
    assertThat(first).extracting(Frame::text).isEqualTo("first");
  }

  @Test
  void a_character_across_the_edge_of_the_buffer_stays_whole() throws IOException {
    for (int before = (64 << 10) - 5; before < (64 << 10) + 3; before++) {
      String line = "x".repeat(before) + "😀é";
      assertThat(lines(reader(line + "\n" + line + "\n", 1 << 20))).containsExactly(line, line);
    }
  }

  @Test
  void small_lines_after_huge_ones_are_read_from_a_small_buffer_again() throws IOException {
    String huge = "x".repeat(5 << 20);
    FrameReader reader =
        new FrameReader(
            new SequenceInputStream(
                Collections.enumeration(
                    List.of(
                        stream(huge + "\n"), stream("a\n"), stream(huge + "\n"), stream("b\n")))),
            16 << 20);
    assertThat(text(reader)).isEqualTo(huge);
    Frame small = reader.next();
    assertThat(small).isNotNull();
    assertThat(small).extracting(Frame::text).isEqualTo("a");
    assertThat(small).extracting(frame -> frame.array().length).isEqualTo(64 << 10);
    assertThat(lines(reader)).containsExactly(huge, "b");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23, 24})
  void lines_do_not_depend_on_how_the_bytes_come_in(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String text = randomText(random);
      int max = 1 + random.nextInt(60);
      int chunk = random.nextBoolean() ? 1 : 1 + random.nextInt(40);
      List<String> read = read(new FrameReader(chunked(text, chunk, random), max));
      assertThat(read)
          .as("seed %d, max %d, chunk %d: %s", seed, max, chunk, text)
          .isEqualTo(naiveLines(text, max));
    }
  }

  private static final String TOO_LONG = "(too long)";

  private static List<String> read(FrameReader reader) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean more = true;
    while (more) {
      boolean wasBuffered = reader.hasBufferedFrame();
      try {
        Frame frame = reader.next();
        more = frame != null;
        if (frame != null) {
          lines.add(frame.text());
        }
        assertThat(wasBuffered && !more).isFalse();
      } catch (FrameTooLongException e) {
        lines.add(TOO_LONG);
      }
    }
    return lines;
  }

  private static List<String> naiveLines(String text, int max) {
    List<String> lines = new ArrayList<>();
    String[] pieces = text.split("\n", -1);
    for (int i = 0; i < pieces.length; i++) {
      boolean isEnded = i < pieces.length - 1;
      String line = isEnded ? pieces[i].replaceFirst("\r\\z", "") : pieces[i];
      if (line.getBytes(UTF_8).length > max) {
        lines.add(TOO_LONG);
      } else if (!line.isBlank()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static String randomText(Random random) {
    String[] pieces = {"a", "b", "é", "😀", " ", "\r", "\n", "\n", "\r\n", "word", "\t"};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(120); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  private static InputStream chunked(String text, int chunk, Random random) {
    return new ByteArrayInputStream(text.getBytes(UTF_8)) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1 + random.nextInt(chunk)));
      }
    };
  }

  private static FrameReader reader(String text, int max) {
    return new FrameReader(stream(text), max);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static String text(FrameReader reader) throws IOException {
    Frame frame = reader.next();
    return frame == null ? "(end)" : frame.text();
  }

  private static List<String> lines(FrameReader reader) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
      lines.add(frame.text());
    }
    return lines;
  }
}
