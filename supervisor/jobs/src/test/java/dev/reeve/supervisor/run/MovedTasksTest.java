package dev.reeve.supervisor.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.Journal;
import dev.reeve.supervisor.results.ResultsFile;
import dev.reeve.supervisor.results.TaskHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resuming with tasks whose ids are numbers, which change with each file or line that is added. */
final class MovedTasksTest {
  private final Path file;
  private final List<String> ran = new ArrayList<>();

  MovedTasksTest(@TempDir Path folder) {
    this.file = folder.resolve("r.jsonl");
  }

  private static Json text(String text) {
    return Json.of("\"" + text + "\"");
  }

  private static FakeJob job(String template, List<String> items) {
    FakeJob job = new FakeJob(items.size());
    items.forEach(item -> job.numbered(template, text(item)));
    return job.end();
  }

  private static FakeJob job(String... items) {
    return job("src", List.of(items));
  }

  private RunOutcome run(FakeJob job) throws Exception {
    return run(job, false, task -> TaskStatus.SUCCEEDED);
  }

  /** Returns the outcome; {@link #ran} has the contents of the tasks that ran. */
  private RunOutcome run(FakeJob job, boolean retryFailed, Function<Task, TaskStatus> statuses)
      throws Exception {
    ran.clear();
    FakePool pool =
        FakePool.answering(
            task -> {
              ran.add(task.payload().toString().replace("\"", ""));
              return statuses.apply(task);
            });
    ResultsFile results = ResultsFile.open(file);
    Journal journal = results.readJournal();
    RunBuilder builder = new RunBuilder(job, pool).output(results);
    builder = retryFailed ? builder.retryFailed(journal) : builder.resume(journal);
    try (TaskRun run = builder.build()) {
      RunOutcome outcome = run.run();
      assertThat(outcome.sourceFailure()).isNull();
      return outcome;
    }
  }

  @Test
  void of_many_files_only_the_new_one_runs() throws Exception {
    run(job("a", "c", "d", "e"));
    RunOutcome outcome = run(job("a", "b", "c", "d", "e"));
    assertThat(ran).containsExactly("b");
    assertThat(outcome.alreadyDone()).isEqualTo(Map.of(TaskStatus.SUCCEEDED, 4L));
    assertThat(outcome.changed()).isZero();
    run(job("0", "a", "b", "c", "d", "e"));
    assertThat(ran).containsExactly("0");
    run(job("a", "b", "c", "d", "e"));
    assertThat(ran).isEmpty();
  }

  @Test
  void a_task_whose_old_record_was_followed_by_another_one_of_that_id_is_known() throws Exception {
    run(job("a"));
    run(job("b", "a"));
    run(job("b", "a"));
    assertThat(ran).isEmpty();
  }

  @Test
  void lines_without_ids_are_known_after_one_was_removed() throws Exception {
    run(job("", List.of("a", "b", "c")));
    run(job("", List.of("b", "c", "d")));
    assertThat(ran).containsExactly("d");
  }

  @Test
  void a_run_that_was_interrupted_is_known_too_after_a_removal() throws Exception {
    run(
        job("a", "b", "c", "d", "e"),
        false,
        task -> task.seq() == 5 ? TaskStatus.SKIPPED : TaskStatus.SUCCEEDED);
    run(job("a", "c", "d", "e"));
    assertThat(ran).containsExactly("e");
  }

  @Test
  void identical_tasks_keep_their_numbers_as_long_as_nothing_is_inserted_or_removed()
      throws Exception {
    run(
        job("a", "a", "a", "a"),
        false,
        task -> task.seq() == 2 ? TaskStatus.SKIPPED : TaskStatus.SUCCEEDED);
    run(job("a", "a", "a", "a"));
    assertThat(Files.readAllLines(file))
        .filteredOn(line -> line.contains("succeeded"))
        .extracting(line -> line.replaceFirst(".*\"id\":\"([^\"]*)\".*", "$1"))
        .containsExactly("src[1]", "src[3]", "src[4]", "src[2]");
  }

  @Test
  void of_identical_tasks_as_many_run_as_are_not_recorded() throws Exception {
    run(job("a", "a"));
    run(job("b", "a", "a", "a"));
    assertThat(ran).containsExactly("b", "a");
    run(job("b", "a", "a", "a"));
    assertThat(ran).isEmpty();
  }

  @Test
  void failures_are_known_under_other_numbers_and_run_again_if_wanted() throws Exception {
    run(job("a", "b"), false, task -> TaskStatus.FAILED);
    RunOutcome outcome = run(job("0", "a", "b"));
    assertThat(ran).containsExactly("0");
    assertThat(outcome.alreadyDone()).isEqualTo(Map.of(TaskStatus.FAILED, 2L));
    run(job("0", "a", "b"), true, task -> TaskStatus.SUCCEEDED);
    assertThat(ran).containsExactly("a", "b");
    run(job("0", "a", "b"), true, task -> TaskStatus.SUCCEEDED);
    assertThat(ran).isEmpty();
  }

  @Test
  void a_failure_that_has_succeeded_since_counts_for_no_further_task() throws Exception {
    run(job("a"), false, task -> TaskStatus.FAILED);
    run(job("b", "a"), true, task -> TaskStatus.SUCCEEDED);
    run(job("b", "a", "a"));
    assertThat(ran).containsExactly("a");
  }

  @Test
  void tasks_of_other_templates_with_the_same_content_are_not_taken_for_them() throws Exception {
    run(job("src", List.of("a", "b")));
    run(job("other", List.of("a", "b")));
    assertThat(ran).containsExactly("a", "b");
  }

  @Test
  void the_record_of_a_task_with_an_id_of_its_own_stands_for_that_task_alone() throws Exception {
    run(new FakeJob(1).add(Task.of(1, "x", "echo", text("a"))).end());
    run(job("", List.of("b", "a")));
    assertThat(ran).containsExactly("b", "a");
  }

  @Test
  void a_chosen_id_that_looks_like_a_number_is_not_lost() throws Exception {
    Task chosen = Task.of(3, "7", "echo", text("a"));
    run(new FakeJob(1).add(chosen).end());
    FakeJob both = new FakeJob(2).numbered("", text("a")).add(chosen).end();
    run(both);
    assertThat(ran).containsExactly("a");
  }

  @Test
  void a_task_that_a_later_run_was_to_do_again_and_skipped_runs() throws Exception {
    run(job("a", "b", "c"));
    ResultsFile results = ResultsFile.open(file); // appended to without resuming
    FakePool pool =
        FakePool.answering(task -> task.seq() == 1 ? TaskStatus.SUCCEEDED : TaskStatus.SKIPPED);
    try (TaskRun again = new RunBuilder(job("b", "c", "d"), pool).output(results).build()) {
      again.run();
    }
    run(job("b", "c", "d"));
    assertThat(ran).containsExactly("c", "d");
  }

  /** Random edits, and runs that are killed. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatever_is_inserted_and_removed_no_task_is_lost(boolean allDiffer) throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 30; round++) {
      Files.deleteIfExists(file);
      editAndResume(random, allDiffer, "seed " + seed + ", round " + round);
    }
  }

  private void editAndResume(Random random, boolean allDiffer, String place) throws Exception {
    String template = random.nextBoolean() ? "src" : "";
    List<String> items = new ArrayList<>();
    boolean wasKilled = false;
    for (int step = 0; step < 8; step++) {
      edit(items, random, allDiffer);
      Map<String, Integer> before = recorded();
      run(job(template, items));
      assertRanWhatWasMissing(items, before, allDiffer && !wasKilled, place);
      if (random.nextInt(6) == 0) {
        wasKilled = true;
        keepSomeOfTheLast(ran.size(), random);
      }
    }
  }

  private static void edit(List<String> items, Random random, boolean allDiffer) {
    for (int edits = random.nextInt(4); edits >= 0; edits--) {
      String item = "item" + random.nextInt(12);
      if (random.nextInt(3) > 0 && !(allDiffer && items.contains(item))) {
        items.add(random.nextInt(items.size() + 1), item);
      } else if (!items.isEmpty()) {
        items.remove(random.nextInt(items.size()));
      }
    }
  }

  /** Leaves what a run has written that was killed: records of some of its tasks. */
  private void keepSomeOfTheLast(int count, Random random) throws Exception {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    for (int i = 0; i < count; i++) {
      if (random.nextBoolean()) {
        lines.remove(lines.size() - 1 - random.nextInt(Math.min(count - i, lines.size())));
      }
    }
    Files.write(file, lines);
  }

  /** The numbers of records by item; the item is not in a record, so its hash stands for it. */
  private Map<String, Integer> recorded() throws Exception {
    Map<String, Integer> counts = new HashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        counts.merge(line.replaceFirst(".*\"task\":\"(\\w+)\".*", "$1"), 1, Integer::sum);
      }
    }
    return counts;
  }

  /**
   * Some tasks may run more than once: an identical one, if one of them had the number that it has
   * now, and after a kill one whose new number has no record.
   */
  private void assertRanWhatWasMissing(
      List<String> items, Map<String, Integer> recorded, boolean exactly, String place) {
    for (int i = 0; i < 12; i++) {
      String item = "item" + i;
      int wanted = Collections.frequency(items, item);
      int missing = Math.max(0, wanted - recorded.getOrDefault(hash(item), 0));
      assertThat(Collections.frequency(ran, item))
          .as("%s, %s", place, item)
          .isBetween(missing, exactly ? missing : wanted);
    }
  }

  private static String hash(String item) {
    return String.format("%016x", TaskHash.of(Task.of(1, "1", "echo", text(item))));
  }
}
