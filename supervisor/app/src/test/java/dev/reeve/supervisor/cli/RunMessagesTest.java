package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.results.OutputFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunMessagesTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal = new Terminal(new ByteArrayOutputStream(), err, false);
  private final RunMessages messages = new RunMessages(terminal, true);

  private List<String> told() {
    terminal.close();
    return err.toString(UTF_8).lines().toList();
  }

  @Test
  void ten_changed_tasks_are_named_and_all_are_counted() {
    for (int seq = 1; seq <= 11; seq++) {
      messages.taskChanged(Task.of(seq, "t" + seq, "echo", Json.NULL));
    }
    RunMessages.tellChanged(11, terminal);
    assertThat(told()).hasSize(11).first().asString().startsWith("reeve: task t1 runs again");
    assertThat(told()).last().asString().startsWith("reeve: 11 tasks in all ran again");
  }

  @Test
  void the_number_of_changed_tasks_is_not_told_if_all_were_named() {
    RunMessages.tellChanged(10, terminal);
    assertThat(told()).isEmpty();
  }

  @Test
  void a_full_disk_is_told_and_a_reader_who_went_away_is_not() {
    messages.outputFailed(new OutputFailure(OutputFailure.Kind.READER_GONE, "gone"));
    messages.outputFailed(new OutputFailure(OutputFailure.Kind.NOT_WRITTEN, "disk full"));
    assertThat(told()).containsExactly("reeve: disk full");
  }

  @Test
  void input_that_breaks_off_is_told_without_a_stack() {
    messages.sourceFailed(new IOException("jobs.jsonl: gone"));
    assertThat(told()).containsExactly("reeve: no further tasks: jobs.jsonl: gone");
  }

  @Test
  void a_fault_in_reading_is_told_with_its_stack() {
    messages.sourceFailed(new IllegalStateException("a bug"));
    assertThat(told())
        .hasSizeGreaterThan(1)
        .first()
        .asString()
        .startsWith("reeve: no further tasks: internal error: ")
        .endsWith("a bug");
  }
}
