package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

final class HeapCheckTest {
  @Test
  void a_heap_that_is_too_small_is_refused_with_its_size_and_what_to_do() {
    CommandAbortedException refusal =
        Assertions.catchThrowableOfType(
            CommandAbortedException.class, () -> HeapCheck.require(8 << 20));
    assertThat(refusal.exitCode()).isEqualTo(78);
    assertThat(refusal).hasMessageContainingAll("8", "16m", "-Xmx1g", "JAVA_TOOL_OPTIONS");
  }

  @Test
  void sixteen_megabytes_are_enough_with_any_collector() {
    assertThatCode(() -> HeapCheck.require((16 << 20) - (1 << 19))).doesNotThrowAnyException();
  }

  @Test
  void a_full_heap_is_told_with_its_size_and_other_memory_is_not_mistaken_for_it() {
    assertThat(FaultText.describe(new OutOfMemoryError("Java heap space")))
        .contains("out of memory", "-Xmx1g", "JAVA_TOOL_OPTIONS");
    assertThat(FaultText.describe(new OutOfMemoryError("unable to create native thread")))
        .contains("refuses another thread")
        .doesNotContain("-Xmx");
  }
}
