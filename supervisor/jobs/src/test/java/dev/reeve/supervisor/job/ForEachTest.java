package dev.reeve.supervisor.job;

import static dev.reeve.supervisor.job.JobTexts.document;
import static dev.reeve.supervisor.job.JobTexts.errors;
import static dev.reeve.supervisor.job.JobTexts.json;
import static dev.reeve.supervisor.job.JobTexts.tasks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reeve.supervisor.model.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForEachTest {
  private final Path folder;

  ForEachTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<String> payloads(String tasks) throws Exception {
    return tasks(tasks, folder).stream().map(task -> task.payload().toString()).toList();
  }

  @Test
  void a_glob_gives_the_paths_of_files_relative_to_the_job() throws Exception {
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(folder.resolve("src/B.java"), "");
    Files.writeString(folder.resolve("A.java"), "");

    List<Task> tasks =
        tasks(
            "{'id': 'src', 'forEach': {'glob': '**/*.java'}, 'handler': 'file/sha256', 'payload': {'path': '{item}'}}",
            folder);

    assertThat(tasks).extracting(Task::id).containsExactly("src[1]", "src[2]");
    assertThat(tasks)
        .extracting(task -> task.payload().toString())
        .containsExactly(json("{'path':'A.java'}"), json("{'path':'src/B.java'}"));
  }

  @Test
  void a_glob_that_matches_nothing_makes_no_task() throws Exception {
    Job job = document("{'tasks': [{'forEach': {'glob': 'no/*.x'}, 'handler': 'echo'}]}", folder);

    assertThat(job.totalTasks()).isZero();
    assertThat(job.next()).isNull();
  }

  @Test
  void a_source_without_items_is_a_warning_with_its_place() throws Exception {
    Files.writeString(folder.resolve("empty.txt"), "\n\n");
    Job job =
        document(
            "{'tasks': [{'forEach': {'glob': 'no/*.x'}, 'handler': 'echo'},\n"
                + "{'forEach': {'lines': 'empty.txt'}, 'handler': 'echo'}]}",
            folder);
    assertThat(job.warnings())
        .extracting(JobError::toString)
        .containsExactly(
            "job.json:1:33: tasks[0].forEach.glob: no file matches, so this makes no task",
            "job.json:2:23: tasks[1].forEach.lines: the file has no lines, so this makes no task");
  }

  @Test
  void a_misspelt_placeholder_is_an_error_wherever_one_would_be_replaced() throws Exception {
    String each = "'forEach': {'items': [1]}, ";
    for (String field :
        List.of(
            "'handler': 'echo', 'payload': {'a': ['x {itme}']}",
            "'command': ['echo', '{items}']",
            "'command': ['echo'], 'env': {'A': '{Item}'}",
            "'command': ['echo'], 'stdin': '{itm}'",
            "'command': ['echo'], 'cwd': '{ITEM}/x'")) {
      assertThat(errors("{'tasks': [{" + each + field + "}]}"))
          .as(field)
          .singleElement()
          .asString()
          .contains("unknown placeholder {", "did you mean {item}?", "tasks[0].");
      assertThat(errors("{'tasks': [{" + field + "}]}")).as("without forEach").isEmpty();
    }
  }

  @Test
  void braces_that_are_no_placeholder_stay() throws Exception {
    assertThat(
            payloads(
                "{'forEach': {'items': [1]}, 'handler': 'echo', 'payload': ['{print}', '{}', '{1}', '{a: {item}}', '{']}"))
        .containsExactly(json("['{print}','{}','{1}','{a: 1}','{']"));
  }

  @Test
  void an_item_without_a_for_each_is_a_warning() throws Exception {
    Job job = document("{'tasks': [{'command': ['echo', '{item}']}]}", folder);
    assertThat(job.warnings())
        .extracting(JobError::toString)
        .containsExactly(
            "job.json:1:24: tasks[0].command: has {item}, which stays as it is in a task without"
                + " forEach");
  }

  @Test
  void an_item_in_a_shell_script_is_its_argument_and_never_code() throws Exception {
    String each = "'forEach': {'items': ['a;touch PWNED']}, 'shell': true, ";
    String payload =
        tasks("{" + each + "'command': ['wc -l {item} > {item}.n']}", folder)
            .get(0)
            .payload()
            .toString();
    assertThat(payload)
        .startsWith("{\"command\":[\"wc -l \\\"$1\\\" > \\\"$1\\\".n\",\"a;touch PWNED\"]");
    String quoted = "'command': ['wc -l \\u0027{item}\\u0027']}]}";
    assertThat(errors("{'tasks': [{" + each + quoted))
        .singleElement()
        .asString()
        .contains("tasks[0].command[0]: has single quotes around {item}");
    assertThat(
            errors(
                "{'tasks': [{'forEach': {'items': [1]}, 'handler': 'exec',"
                    + " 'payload': {'command': ['echo {item}'], 'shell': true}}]}"))
        .singleElement()
        .asString()
        .contains("tasks[0].payload.command: has {item} in a shell script");
  }

  @Test
  void lines_come_from_a_text_file_without_the_empty_ones() throws Exception {
    Files.writeString(folder.resolve("words.txt"), "\uFEFFone\r\n\ntwo \"2\"\n  \nlast");

    assertThat(
            payloads("{'forEach': {'lines': 'words.txt'}, 'handler': 'echo', 'payload': '{item}'}"))
        .containsExactly("\"one\"", "\"two \\\"2\\\"\"", "\"  \"", "\"last\"");
  }

  @Test
  void items_keep_their_type_alone_and_become_text_inside_text() throws Exception {
    assertThat(
            payloads(
                """
                {'forEach': {'items': ['a\\u00e9', 1.50, {'k' : [1 , 2]}, null, true]}, 'handler': 'echo',
                 'payload': {'{item}': ['{item}', '<{item}|{item}>', 1e400, 'plain']}}
                """))
        .containsExactly(
            json("{'{item}':['a\\u00e9','<aé|aé>',1e400,'plain']}"),
            json("{'{item}':[1.50,'<1.50|1.50>',1e400,'plain']}"),
            "{\"{item}\":[{\"k\":[1,2]},\"<{\\\"k\\\":[1,2]}|{\\\"k\\\":[1,2]}>\",1e400,\"plain\"]}",
            json("{'{item}':[null,'<null|null>',1e400,'plain']}"),
            json("{'{item}':[true,'<true|true>',1e400,'plain']}"));
  }

  @Test
  void the_arguments_of_a_command_are_always_texts() throws Exception {
    assertThat(
            payloads(
                """
                {'forEach': {'range': {'from': 8, 'to': 10, 'step': 2}}, 'command': ['seq', '{item}'],
                 'cwd': 'd{item}', 'env': {'N': '{item}'}, 'stdin': 'n={item}', 'tags': ['t{item}']}
                """))
        .containsExactly(
            json("{'command':['seq','8'],'cwd':'" + folder + "/d8','env':{'N':'8'},'stdin':'n=8'}"),
            json(
                "{'command':['seq','10'],'cwd':'"
                    + folder
                    + "/d10','env':{'N':'10'},'stdin':'n=10'}"));
  }

  @Test
  void tags_take_the_item_as_text() throws Exception {
    List<Task> tasks =
        tasks("{'forEach': {'items': [1, 'b']}, 'handler': 'echo', 'tags': ['t{item}', 'x']}");

    assertThat(tasks)
        .extracting(Task::tags)
        .containsExactly(List.of("t1", "x"), List.of("tb", "x"));
  }

  @Test
  void an_absolute_item_is_a_folder_of_its_own() throws Exception {
    assertThat(
            payloads("{'forEach': {'items': ['/tmp', 'x']}, 'command': ['ls'], 'cwd': '{item}'}"))
        .containsExactly(
            json("{'command':['ls'],'cwd':'/tmp'}"),
            json("{'command':['ls'],'cwd':'" + folder + "/x'}"));
  }

  @Test
  void the_mark_in_a_path_of_the_folder_is_left_alone() throws Exception {
    Path odd = Files.createDirectory(folder.resolve("{item}"));

    assertThat(tasks("{'forEach': {'items': [1]}, 'command': ['x{item}']}", odd).get(0).payload())
        .hasToString(json("{'command':['x1'],'cwd':'" + odd + "'}"));
  }

  @Test
  void the_mark_in_an_item_is_not_replaced_again() throws Exception {
    assertThat(
            payloads(
                "{'forEach': {'items': ['{item}!']}, 'handler': 'echo', 'payload': ['{item}', '{item}{item}']}"))
        .containsExactly(json("['{item}!','{item}!{item}!']"));
  }

  @Test
  void the_mark_in_a_task_without_forEach_is_left_as_it_is() throws Exception {
    Task task = tasks("{'handler': 'echo', 'payload': ['{item}'], 'tags': ['{item}']}").get(0);

    assertThat(task.payload()).hasToString("[\"{item}\"]");
    assertThat(task.tags()).containsExactly("{item}");
  }

  @Test
  void half_a_surrogate_pair_survives_a_replacement() throws Exception {
    assertThat(
            payloads(
                "{'forEach': {'items': ['\\ud83d']}, 'handler': 'echo', 'payload': 'x{item}'}"))
        .containsExactly("\"x\\ud83d\"");
  }

  @Test
  void ranges_reach_the_ends_of_a_long() throws Exception {
    assertThat(
            payloads(
                """
                {'forEach': {'range': {'from': -9223372036854775808, 'to': 9223372036854775807, 'step': 9223372036854775807}},
                 'handler': 'echo', 'payload': '{item}'}
                """))
        .containsExactly("-9223372036854775808", "-1", "9223372036854775806");
  }

  @Test
  void two_million_tasks_are_made_one_by_one() throws Exception {
    try (Job job =
        document(
            "{'tasks': [{'id': 'n', 'forEach': {'range': {'from': 1, 'to': 2000000}}, 'handler': 'echo', 'payload': {'n': '{item}'}}]}")) {
      assertThat(job.totalTasks()).isEqualTo(2_000_000);
      long sum = 0;
      Task last = null;
      for (SourceEntry entry; (entry = job.next()) != null; ) {
        last = ((SourceEntry.Ready) entry).task();
        sum += last.seq();
      }
      assertThat(sum).isEqualTo(2_000_001_000_000L);
      assertThat(last).isNotNull();
      assertThat(last.id()).isEqualTo("n[2000000]");
      assertThat(last.payload()).hasToString("{\"n\":2000000}");
    }
  }

  @Test
  void a_file_that_lost_lines_is_an_error_when_they_are_needed() throws Exception {
    Path words = Files.writeString(folder.resolve("words.txt"), "a\nb\n");
    try (Job job =
        document("{'tasks': [{'forEach': {'lines': 'words.txt'}, 'handler': 'echo'}]}", folder)) {
      Files.writeString(words, "a\n");
      job.next();

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(job::next)
          .withMessage("words.txt: has fewer lines than when the job began");
    }
  }

  @Test
  void what_is_wrong_with_a_file_of_lines_is_said() throws Exception {
    Files.write(folder.resolve("bad.txt"), new byte[] {'a', '\n', '\n', (byte) 0xFF, '\n'});
    Files.createDirectory(folder.resolve("dir"));

    assertThat(
            errors(
                """
                {'tasks': [{'forEach': {'lines': 'bad.txt'}, 'handler': 'echo'},
                {'forEach': {'lines': 'dir'}, 'handler': 'echo'},
                {'forEach': {'lines': 'none'}, 'handler': 'echo'},
                {'forEach': {'lines': '/dev/zero'}, 'handler': 'echo'}]}
                """,
                folder))
        .containsExactly(
            "job.json:1:34: tasks[0].forEach.lines: bad.txt:3: the line is not UTF-8",
            "job.json:2:23: tasks[1].forEach.lines: dir: is a directory",
            "job.json:3:23: tasks[2].forEach.lines: none: no such file or folder",
            "job.json:4:23: tasks[3].forEach.lines: /dev/zero: is not a regular file, so it cannot be read twice");
  }
}
