package dev.reeve.supervisor.job;

import static dev.reeve.supervisor.job.JobTexts.document;
import static dev.reeve.supervisor.job.JobTexts.entries;
import static dev.reeve.supervisor.job.JobTexts.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reeve.supervisor.model.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskSelectionTest {
  private static final String NIGHTLY =
      """
      {'tasks': [
        {'id': 'dump', 'handler': 'echo'},
        {'id': 'compress', 'handler': 'echo', 'needs': 'dump', 'tags': ['slow']},
        {'id': 'upload', 'handler': 'echo', 'needs': 'compress'},
        {'id': 'test', 'handler': 'echo', 'forEach': {'matrix': {'jdk': [17, 21], 'os': ['linux', 'mac']}}, 'tags': ['{item.os}']},
        {'id': 'tell', 'handler': 'echo', 'needs': ['test[jdk=21,os=mac]', {'task': 'upload', 'when': 'ended'}]},
        {'handler': 'echo', 'forEach': {'range': {'from': 1, 'to': 12}}, 'tags': ['many']}
      ]}
      """;

  private static List<String> ids(Job job, List<String> only, List<String> skip)
      throws IOException {
    Job selected = job.select(new TaskSelection(only, skip));
    List<String> ids = JobTexts.all(selected).stream().map(Task::id).toList();
    if (selected.totalTasks() != TaskSource.UNKNOWN) {
      assertThat(selected.totalTasks()).isEqualTo(ids.size());
    }
    return ids;
  }

  private static List<String> only(String... patterns) throws Exception {
    return ids(document(NIGHTLY), List.of(patterns), List.of());
  }

  private static List<String> skip(String... patterns) throws Exception {
    return ids(document(NIGHTLY), List.of(), List.of(patterns));
  }

  @Test
  void a_task_is_selected_by_its_id_that_of_its_template_a_glob_or_a_tag() throws Exception {
    assertThat(only("dump")).containsExactly("dump");
    assertThat(only("test")).hasSize(4);
    assertThat(only("test[jdk=17,os=mac]")).containsExactly("test[jdk=17,os=mac]");
    assertThat(only("test[*os=mac]", "dump"))
        .containsExactly("dump", "test[jdk=17,os=mac]", "test[jdk=21,os=mac]");
    assertThat(only("tag:linux")).containsExactly("test[jdk=17,os=linux]", "test[jdk=21,os=linux]");
    assertThat(only("tag:man?")).hasSize(12);
    assertThat(only("6[1?]")).containsExactly("6[10]", "6[11]", "6[12]");
  }

  @Test
  void a_selected_task_brings_along_all_that_it_needs() throws Exception {
    assertThat(only("upload")).containsExactly("dump", "compress", "upload");
    assertThat(only("tag:slow")).containsExactly("dump", "compress");
    assertThat(only("tell"))
        .containsExactly("dump", "compress", "upload", "test[jdk=21,os=mac]", "tell");
  }

  @Test
  void a_task_that_is_left_out_counts_as_done_for_those_that_need_it() throws Exception {
    assertThat(skip("compress", "tag:many", "test")).containsExactly("dump", "upload", "tell");
    Job job = document(NIGHTLY).select(new TaskSelection(List.of("upload"), List.of("compress")));
    assertThat(job.totalTasks()).isEqualTo(1);
    assertThat(job.parts()).isNotNull();
    assertThat(job.parts().needs(2)).isEmpty();
  }

  @Test
  void selected_tasks_keep_their_numbers() throws Exception {
    Job job = document(NIGHTLY).select(new TaskSelection(List.of("6[2]", "upload"), List.of()));
    assertThat(JobTexts.all(job)).extracting(Task::seq).containsExactly(1L, 2L, 3L, 10L);
  }

  @Test
  void a_name_that_matches_nothing_is_an_error() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> only("dump", "uplaod"))
        .withMessage("--only \"uplaod\" matches no task; did you mean \"upload\"?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> only("tag:fast"))
        .withMessage("--only \"tag:fast\" matches no task");
    assertThatIllegalArgumentException().isThrownBy(() -> only("test[1]"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> skip("compres"))
        .withMessage("--skip \"compres\" matches no task; did you mean \"compress\"?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> skip("*"))
        .withMessage("--skip * leaves no task to run");
    assertThatIllegalArgumentException().isThrownBy(() -> only(""));
  }

  @Test
  void patterns_that_leave_out_nothing_are_none() throws Exception {
    assertThat(skip("nothing*", "tag:none")).hasSize(20);
  }

  @Test
  void a_value_of_a_task_that_is_left_out_is_missed_before_anything_starts() throws Exception {
    Job job =
        document(
            "{'tasks': [{'id': 'a', 'handler': 'echo'},"
                + " {'id': 'b', 'handler': 'echo', 'needs': 'a', 'payload': '{needs.a.result}'}]}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> job.select(new TaskSelection(List.of(), List.of("a"))))
        .withMessage("\"b\" takes {needs.a.result} of a task that --skip leaves out");
  }

  @Test
  void tags_of_rows_are_known(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("hosts.csv"), "host,group\na,db\nb,web\nc,db\n");
    Job job =
        document(
            "{'tasks': [{'id': 'h', 'forEach': {'csv': 'hosts.csv'}, 'handler': 'echo', 'tags': ['all', '{item.group}']}]}",
            folder);
    assertThat(ids(job, List.of("tag:db"), List.of("h[3]"))).containsExactly("h[1]");
  }

  @Test
  void one_of_a_trillion_tasks_can_not_be_selected_but_all_can() throws Exception {
    String range =
        "{'tasks': [{'id': 'n', 'forEach': {'range': {'from': 1, 'to': 1000000000000}}, 'handler': 'echo'}]}";
    Job all = document(range).select(new TaskSelection(List.of("n"), List.of()));
    assertThat(all.totalTasks()).isEqualTo(1_000_000_000_000L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> document(range).select(new TaskSelection(List.of("n[5]"), List.of())))
        .withMessage("\"n\" makes too many tasks to select single ones of them");
  }

  @Test
  void tasks_of_a_stream_are_selected_as_they_come_and_invalid_lines_stay() throws Exception {
    String lines =
        """
        {'id': 'a', 'handler': 'echo', 'tags': ['x']}
        {'id': 'b', 'handler': 'echo'}
        {'handlr': 'echo'}
        """;
    assertThat(entries(stream(lines).select(new TaskSelection(List.of("tag:x"), List.of()))))
        .hasSize(2);
    Job none =
        stream("{'id': 'a', 'handler': 'echo'}")
            .select(new TaskSelection(List.of("b*"), List.of()));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(none::next)
        .withMessage("--only b* matches none of the tasks that were read: 1");
  }

  @Test
  void stars_match_any_characters_in_time_that_is_no_more_than_the_product() {
    assertThat(new TaskPattern("*.log").matchesId("a/b.log")).isTrue();
    assertThat(new TaskPattern("a*b*c").matchesId("abbbcbc")).isTrue();
    assertThat(new TaskPattern("a*b*c").matchesId("abbbcb")).isFalse();
    assertThat(new TaskPattern("?").matchesId("")).isFalse();
    assertThat(new TaskPattern("*").matchesId("")).isTrue();
    assertThat(new TaskPattern("src[3]").matchesId("src3")).isFalse();
    assertThat(new TaskPattern("*a".repeat(50) + "b").matchesId("a".repeat(1_000))).isFalse();
  }
}
