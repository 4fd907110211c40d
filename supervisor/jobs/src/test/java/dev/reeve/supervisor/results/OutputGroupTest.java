package dev.reeve.supervisor.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutputGroupTest {
  private final FakeOutput output = new FakeOutput();
  private final List<OutputFailure> failures = new ArrayList<>();
  private long now = -5;
  private final OutputGroup group = new OutputGroup(List.of(output), failures::add, () -> now);

  private void write() {
    group.write(Results.batch(Results.succeeded(1, "1")));
  }

  @Test
  void nothing_is_synced_before_something_was_written() {
    assertThat(group.nanosUntilSync()).isEqualTo(Long.MAX_VALUE);
    group.close();
    assertThat(output.syncs).hasValue(0);
  }

  @Test
  void a_steady_stream_of_writes_does_not_put_the_sync_off() {
    write();
    for (int i = 0; i < 4; i++) {
      now += OutputGroup.SYNC_NANOS / 4;
      write();
      group.syncIfDue();
    }
    assertThat(output.syncs).hasValue(1);
    assertThat(group.nanosUntilSync()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void the_end_syncs_what_was_written_last() {
    write();
    group.syncIfDue();
    assertThat(output.syncs).hasValue(0);
    group.close();
    assertThat(output.syncs).hasValue(1);
    assertThat(output.closed).isTrue();
  }

  @Test
  void a_sync_that_fails_counts_as_a_failure_of_the_output() {
    FakeOutput unsyncable =
        new FakeOutput() {
          @Override
          public void sync() throws IOException {
            throw new IOException("EIO");
          }
        };
    OutputGroup other = new OutputGroup(List.of(unsyncable), failures::add, () -> now);
    other.write(Results.batch(Results.succeeded(1, "1")));
    other.close();
    assertThat(failures).singleElement().asString().contains("EIO");
  }

  @Test
  void lost_results_are_worse_than_a_reader_who_left() {
    RecordOutput pipe =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            },
            true);
    output.broken = true;
    OutputGroup both = new OutputGroup(List.of(output, pipe), failures::add, () -> now);
    both.write(Results.batch(Results.succeeded(1, "1")));
    assertThat(failures)
        .extracting(OutputFailure::kind)
        .containsExactly(OutputFailure.Kind.NOT_WRITTEN, OutputFailure.Kind.READER_GONE);
    assertThat(both.worst()).contains(failures.get(0));
  }

  @Test
  void a_failure_to_write_to_a_file_as_standard_output_is_no_reader_who_left() {
    OutputFailure failure = StandardOutput.failure(new IOException("No space left"), false);
    assertThat(failure.kind()).isEqualTo(OutputFailure.Kind.NOT_WRITTEN);
    assertThat(failure.message()).contains("No space left");
  }
}
