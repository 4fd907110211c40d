package dev.reeve.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.RequestId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressReporterTest {
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private long nanos = -50;
  private final ProgressReporter progress =
      new ProgressReporter(
          RequestId.of(1),
          new Outbox(
              new MessageCodec(),
              sent,
              Protocol.DEFAULT_MAX_FRAME_BYTES,
              new SupervisorLossHandler(new NoEnd())),
          () -> nanos);

  @Test
  void of_calls_in_quick_succession_the_first_is_sent() {
    progress.report(0.1, null);
    nanos += 99_999_999;
    progress.report(0.2, null);
    nanos += 1;
    progress.report(0.3, null);
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0)).contains("0.1");
    assertThat(lines().get(1)).contains("0.3");
  }

  @Test
  void a_fraction_out_of_range_is_brought_into_it() {
    progress.report(Double.NEGATIVE_INFINITY, null);
    assertThat(lines().get(0)).contains("\"fraction\":0.0");
  }

  @Test
  void what_is_no_number_is_refused() {
    assertThatThrownBy(() -> progress.report(Double.NaN, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_last_report_is_sent_before_the_end_even_if_it_came_quickly() {
    progress.report(0.1, null);
    progress.report(0.5, "half");
    progress.report(1, "all");
    progress.end();
    progress.end();
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(1)).contains("\"fraction\":1.0", "all");
  }

  @Test
  void a_report_that_was_sent_is_not_repeated_at_the_end() {
    progress.report(0.1, null);
    progress.report(0.2, null);
    nanos += 100_000_000;
    progress.report(0.3, null);
    progress.end();
    assertThat(lines()).hasSize(2);
  }

  @Test
  void nothing_is_sent_after_the_end() {
    progress.end();
    progress.report(0.5, "late");
    assertThat(lines()).isEmpty();
  }

  private List<String> lines() {
    return sent.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
