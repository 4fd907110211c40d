package dev.reeve.worker.runtime.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackTextTest {

  @Test
  void it_reads_as_the_one_that_java_prints() {
    Throwable thrown = new IllegalStateException("outer", new IllegalArgumentException("inner"));
    thrown.addSuppressed(new RuntimeException("beside"));
    StringWriter printed = new StringWriter();
    thrown.printStackTrace(new PrintWriter(printed, true));
    assertThat(StackText.of(thrown).lines().limit(5))
        .isEqualTo(printed.toString().lines().limit(5).toList());
    assertThat(StackText.of(thrown))
        .contains("Caused by: java.lang.IllegalArgumentException: inner", "Suppressed: ", " more");
  }

  @Test
  void causes_in_a_circle_end() {
    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.initCause(two);
    assertThat(StackText.of(one)).contains("one", "two", "(shown above)");
    assertThat(ErrorReport.of(one).causes()).hasSize(20);
  }

  @Test
  void a_long_chain_of_causes_is_cut() {
    Throwable thrown = new Exception("deepest");
    for (int i = 0; i < 100_000; i++) {
      thrown = new Exception("at " + i, thrown);
    }
    assertThat(StackText.of(thrown))
        .hasSizeLessThanOrEqualTo(16 << 10)
        .startsWith("java.lang.Exception: at 99999");
  }

  @Test
  void a_text_is_never_cut_inside_of_a_character() {
    String pairs = "\ud83d\ude00".repeat(50);
    for (int max : List.of(20, 21, 22, 23)) {
      String cut = TextLimit.to(max, pairs);
      assertThat(cut).hasSizeLessThanOrEqualTo(max).endsWith("(cut)");
      assertThat(cut.codePoints().filter(c -> c >= 0xd800 && c <= 0xdfff).count()).isZero();
    }
    assertThat(TextLimit.to(100, pairs)).isEqualTo(pairs);
  }
}
