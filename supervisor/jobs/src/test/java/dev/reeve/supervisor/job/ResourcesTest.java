package dev.reeve.supervisor.job;

import static dev.reeve.supervisor.job.JobTexts.bytes;
import static dev.reeve.supervisor.job.JobTexts.document;
import static dev.reeve.supervisor.job.JobTexts.errors;
import static dev.reeve.supervisor.job.JobTexts.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.Task;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourcesTest {

  @Test
  void a_task_uses_one_of_what_it_names_or_the_amounts_that_it_gives() throws Exception {
    Job job =
        document(
            """
            {'defaults': {'uses': 'db'}, 'tasks': [
              {'handler': 'echo'},
              {'handler': 'echo', 'uses': ['gpu', 'db']},
              {'handler': 'echo', 'uses': {'gpu': 2}},
              {'handler': 'echo', 'uses': []}],
             'resources': {'gpu': 4, 'db': 2}}
            """);
    assertThat(job.settings().resources()).isEqualTo(Map.of("gpu", 4, "db", 2));
    assertThat(JobTexts.all(job))
        .extracting(task -> task.policy().uses())
        .containsExactly(Map.of("db", 1), Map.of("gpu", 1, "db", 1), Map.of("gpu", 2), Map.of());
  }

  @Test
  void what_the_run_has_not_is_an_error_with_its_place() throws Exception {
    assertThat(
            errors(
                "{'resources': {'gpu': 1},\n'tasks': [{'handler': 'e', 'uses': {'gpu': 2}},\n"
                    + "{'handler': 'e', 'uses': 'gpi'},\n{'handler': 'e', 'uses': ['licence']}]}"))
        .containsExactly(
            "job.json:2:36: tasks[0].uses: uses 2 of \"gpu\", of which there are only 1",
            "job.json:3:26: tasks[1].uses: there is no resource \"gpi\"; did you mean \"gpu\"?",
            "job.json:4:26: tasks[2].uses: there is no resource \"licence\"; give its amount in"
                + " resources of the document or by --resource NAME=N");
  }

  @Test
  void what_is_no_amount_is_an_error() throws Exception {
    assertThat(errors("{'resources': {'gpu': 0, '': 1}, 'tasks': []}")).hasSize(2);
    assertThat(errors("{'resources': ['gpu'], 'tasks': []}")).hasSize(1);
    assertThat(
            errors(
                "{'resources': {'a': 1}, 'tasks': [{'handler': 'e', 'uses': ['a', 'a']}, {'handler': 'e', 'uses': 3}]}"))
        .hasSize(2);
  }

  @Test
  void the_command_line_takes_precedence_over_the_document() throws Exception {
    String text =
        json("{'resources': {'gpu': 1}, 'tasks': [{'handler': 'e', 'uses': {'gpu': 2, 'db': 1}}]}");
    TaskDefaults defaults = new TaskDefaults(null, null, Map.of("gpu", 2, "db", 3));
    Job job = Jobs.document(bytes(text), "job.json", JobTexts.FOLDER, defaults);
    assertThat(job.settings().resources()).isEqualTo(Map.of("gpu", 2, "db", 3));
  }

  @Test
  void a_line_of_a_stream_may_use_what_the_command_line_gives() throws Exception {
    String lines = json("{'handler': 'e', 'uses': 'db'}\n{'handler': 'e', 'uses': 'gpu'}\n");
    Job job =
        Jobs.stream(
            bytes(lines),
            "job.jsonl",
            JobTexts.FOLDER,
            new TaskDefaults(null, null, Map.of("db", 1)));
    List<SourceEntry> entries = JobTexts.entries(job);
    Task first = ((SourceEntry.Ready) entries.get(0)).task();
    assertThat(first.policy().uses()).isEqualTo(Map.of("db", 1));
    assertThat(JobTexts.rejected(entries.get(1)).error())
        .asString()
        .contains("job.jsonl:2:26: uses: there is no resource \"gpu\"");
  }
}
