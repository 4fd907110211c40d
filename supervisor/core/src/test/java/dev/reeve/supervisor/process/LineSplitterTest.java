package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
  private final List<String> lines = new ArrayList<>();
  private final LineSink sink =
      new LineSink() {
        @Override
        public void line(byte[] bytes, int length, boolean truncated) {
          lines.add(new String(bytes, 0, length, UTF_8) + (truncated ? "…" : ""));
        }

        @Override
        public void flush() {}
      };

  @Test
  void the_lines_do_not_depend_on_how_the_bytes_are_divided() {
    byte[] bytes = "ä\n\nbb\nlonger than ten\nexactly 10\nend".getBytes(UTF_8);
    for (int size = 1; size <= bytes.length; size++) {
      lines.clear();
      LineSplitter splitter = new LineSplitter(sink, 10);
      for (int at = 0; at < bytes.length; at += size) {
        splitter.add(bytes, at, Math.min(size, bytes.length - at));
      }
      splitter.end();
      assertThat(lines).containsExactly("ä", "", "bb", "longer tha…", "exactly 10", "end");
    }
  }

  @Test
  void binary_input_never_yields_a_line_over_the_limit() {
    long seed = System.nanoTime();
    byte[] noise = new byte[100_000];
    new Random(seed).nextBytes(noise);
    LineSplitter splitter = new LineSplitter(sink, 16);
    splitter.add(noise, 0, noise.length);
    splitter.end();
    assertThat(lines).as("seed %d", seed).hasSizeGreaterThan(100);
    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(17));
  }
}
