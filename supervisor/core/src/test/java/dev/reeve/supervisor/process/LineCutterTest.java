package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineCutterTest {
  private final List<String> lines = new ArrayList<>();
  private final LineSink sink =
      new LineSink() {
        @Override
        public void line(byte[] bytes, int length, boolean cut) {
          lines.add(new String(bytes, 0, length, UTF_8) + (cut ? "…" : ""));
        }

        @Override
        public void flush() {}
      };

  @Test
  void lines_are_the_same_however_the_bytes_come() {
    byte[] bytes = "ä\n\nbb\nlonger than ten\nexactly 10\nend".getBytes(UTF_8);
    for (int size = 1; size <= bytes.length; size++) {
      lines.clear();
      LineCutter cutter = new LineCutter(sink, 10);
      for (int at = 0; at < bytes.length; at += size) {
        cutter.add(bytes, at, Math.min(size, bytes.length - at));
      }
      cutter.end();
      assertThat(lines).containsExactly("ä", "", "bb", "longer tha…", "exactly 10", "end");
    }
  }

  @Test
  void binary_input_never_yields_a_line_over_the_bound() {
    long seed = System.nanoTime();
    byte[] noise = new byte[100_000];
    new Random(seed).nextBytes(noise);
    LineCutter cutter = new LineCutter(sink, 16);
    cutter.add(noise, 0, noise.length);
    cutter.end();
    assertThat(lines).as("seed %d", seed).hasSizeGreaterThan(100);
    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(17));
  }
}
