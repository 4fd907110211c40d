package dev.reeve.supervisor.job;

import static dev.reeve.supervisor.job.JobTexts.document;
import static dev.reeve.supervisor.job.JobTexts.errors;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobHooksTest {

  @Test
  void a_text_is_a_script_and_an_array_a_program_with_its_arguments() throws Exception {
    Job job =
        document("{'tasks': [], 'onFailure': 'cat >> failed', 'onEnd': ['mail', '-s', 'done']}");
    assertThat(job.settings().hooks())
        .isEqualTo(
            new JobHooks(
                new HookCommand(List.of("cat >> failed"), true),
                new HookCommand(List.of("mail", "-s", "done"), false)));
    assertThat(document("{'tasks': []}").settings().hooks()).isSameAs(JobHooks.NONE);
  }

  @Test
  void what_is_no_command_is_an_error_with_its_place() throws Exception {
    assertThat(errors("{'tasks': [], 'onFailure': ' ', 'onEnd': []}"))
        .containsExactly(
            "job.json:1:28: onFailure: must not be empty: it is a script for the shell",
            "job.json:1:42: onEnd: must begin with the program");
    assertThat(errors("{'tasks': [], 'onEnd': 3}")).hasSize(1);
    assertThat(errors("{'tasks': [], 'onEnd': ['', 'x']}")).hasSize(1);
  }
}
