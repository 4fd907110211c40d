package dev.reeve.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TailBufferTest {

  @Test
  void random_chunks_leave_exactly_the_last_bytes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int size = 1 + random.nextInt(50);
      TailBuffer tail = new TailBuffer(size);
      StringBuilder all = new StringBuilder();
      for (int chunk = random.nextInt(12); chunk > 0; chunk--) {
        String text = Integer.toString(random.nextInt(), 36).repeat(random.nextInt(9));
        all.append(text);
        tail.add(("##" + text).getBytes(UTF_8), 2, text.length());
      }
      String expected = all.substring(Math.max(0, all.length() - size));
      assertThat(tail.text()).as("seed %d, round %d", seed, round).isEqualTo(expected);
    }
  }

  @Test
  void the_text_does_not_begin_within_a_character() {
    TailBuffer tail = new TailBuffer(6);
    byte[] bytes = "€€€".getBytes(UTF_8);
    tail.add(bytes, 0, 9);
    tail.add("ab".getBytes(UTF_8), 0, 2);
    assertThat(tail.text()).isEqualTo("€ab");
  }
}
