package dev.reeve.supervisor.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.ResultWriter;
import dev.reeve.supervisor.results.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs without workers: tasks end as a test says, all else is real. */
final class ResumeFilterTest {
  private static final Pattern RECORD =
      Pattern.compile("\\{\"seq\":(\\d+),\"id\":\"([^\"]*)\".*\"status\":\"(\\w+)\".*\\}");

  private final Path file;
  private final List<String> ran = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();

  ResumeFilterTest(@TempDir Path folder) {
    this.file = folder.resolve("r.jsonl");
  }

  private static FakeJob job(int tasks) {
    FakeJob job = new FakeJob(tasks);
    for (int i = 0; i < tasks; i++) {
      job.task();
    }
    return job.end();
  }

  private ResumeFilter run(FakeJob job, boolean retryFailed, Function<Task, TaskStatus> outcome)
      throws Exception {
    return run(job, false, retryFailed, outcome);
  }

  private ResumeFilter run(
      FakeJob job, boolean keepOrder, boolean retryFailed, Function<Task, TaskStatus> outcome)
      throws Exception {
    ResultsFile results = ResultsFile.open(file);
    ResumeFilter resume = ResumeFilter.from(results.readJournal(), retryFailed, messages::add);
    try (ResultWriter writer = new ResultWriter(List.of(results), keepOrder, failure -> {})) {
      TaskWindow window = new TaskWindow(100, 1 << 30);
      TaskPump pump = new TaskPump(job, resume, intake(outcome), window, writer::accept);
      ran.clear();
      pump.start();
      pump.await();
      assertThat(pump.failure()).isNull();
    }
    resume.tellRest();
    return resume;
  }

  private TaskReceiver intake(Function<Task, TaskStatus> outcome) {
    return new TaskReceiver() {
      @Override
      public void submit(Task task, ResultListener listener) {
        ran.add(task.id());
        listener.onResult(
            TaskResult.notStarted(
                task.seq(),
                task.id(),
                task.handler(),
                outcome.apply(task),
                TaskError.of("Test", "{\"seq\":1,\"id\":\"not a record\\\n")));
      }

      @Override
      public void record(TaskResult result, ResultListener listener) {
        listener.onResult(result);
      }
    };
  }

  private static TaskStatus byTurns(Task task) {
    TaskStatus[] statuses = TaskStatus.values();
    return statuses[(int) (task.seq() % statuses.length)];
  }

  private static boolean isEnded(String status) {
    return !status.equals("skipped") && !status.equals("cancelled");
  }

  /** Number of ended records by id; every line must be a whole record. */
  private Map<String, Integer> endedRecords() throws IOException {
    Map<String, Integer> ended = new HashMap<>();
    assertThat(Files.readString(file)).endsWith("\n");
    for (String line : Files.readAllLines(file)) {
      Matcher record = RECORD.matcher(line);
      assertThat(record.matches()).as(line).isTrue();
      ended.merge(record.group(2), isEnded(record.group(3)) ? 1 : 0, Integer::sum);
    }
    return ended;
  }

  @Test
  void ended_tasks_are_left_out_skipped_and_cancelled_ones_run() throws Exception {
    run(job(12), false, ResumeFilterTest::byTurns);
    ResumeFilter resume = run(job(13), false, task -> TaskStatus.SUCCEEDED);
    assertThat(ran).containsExactly("t4", "t5", "t10", "t11", "t13");
    assertThat(resume.counts())
        .isEqualTo(
            Map.of(
                TaskStatus.SUCCEEDED, 2L,
                TaskStatus.FAILED, 2L,
                TaskStatus.TIMED_OUT, 2L,
                TaskStatus.CRASHED, 2L));
    assertThat(resume.total()).isEqualTo(8);
    assertThat(resume.unsuccessful()).isEqualTo(6);
    assertThat(messages).isEmpty();
    assertThat(endedRecords()).hasSize(13).allSatisfy((id, count) -> assertThat(count).isOne());
  }

  @Test
  void retry_failed_runs_all_again_that_did_not_succeed() throws Exception {
    run(job(12), false, ResumeFilterTest::byTurns);
    ResumeFilter resume = run(job(12), true, task -> TaskStatus.SUCCEEDED);
    assertThat(ran).hasSize(10).doesNotContain("t6", "t12");
    assertThat(resume.unsuccessful()).isZero();
    run(job(12), true, task -> TaskStatus.SUCCEEDED);
    assertThat(ran).isEmpty();
  }

  @Test
  void a_failure_that_was_to_be_tried_again_and_was_skipped_runs_at_the_next_resume()
      throws Exception {
    run(job(1), false, task -> TaskStatus.FAILED);
    run(job(1), true, task -> TaskStatus.SKIPPED);
    run(job(1), false, task -> TaskStatus.SUCCEEDED);
    assertThat(ran).containsExactly("t1");
    run(job(1), false, task -> TaskStatus.SUCCEEDED);
    assertThat(ran).isEmpty();
  }

  @Test
  void records_keep_the_task_s_number_and_the_order_has_no_gaps() throws Exception {
    run(job(6), false, task -> task.seq() % 2 == 0 ? TaskStatus.SUCCEEDED : TaskStatus.SKIPPED);
    run(job(6), true, false, task -> TaskStatus.SUCCEEDED);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(9);
    assertThat(lines.subList(6, 9))
        .extracting(line -> line.substring(0, 18))
        .containsExactly(
            "{\"seq\":1,\"id\":\"t1\"", "{\"seq\":3,\"id\":\"t3\"", "{\"seq\":5,\"id\":\"t5\"");
  }

  @Test
  void changed_tasks_run_again_ten_are_named_and_all_counted() throws Exception {
    run(job(12), false, task -> TaskStatus.SUCCEEDED);
    FakeJob changed = new FakeJob(13);
    Json other = Json.parse("1");
    for (int seq = 1; seq <= 13; seq++) {
      changed.add(Task.of(seq, "t" + seq, "echo", seq == 5 ? Json.NULL : other));
    }
    run(changed.end(), false, task -> TaskStatus.SUCCEEDED);
    assertThat(ran).hasSize(12).doesNotContain("t5");
    assertThat(messages).hasSize(11).first().asString().startsWith("task t1 runs again");
    assertThat(messages).last().asString().startsWith("11 tasks in all ran again");
  }

  @Test
  void an_invalid_line_is_recorded_once_and_its_id_s_task_is_not_confused_with_it()
      throws Exception {
    for (boolean retryFailed : new boolean[] {false, false, true}) {
      FakeJob job = FakeJob.stream().task().rejected("t1", "the id is taken").task().end();
      run(job, retryFailed, task -> TaskStatus.SUCCEEDED);
    }
    assertThat(Files.readAllLines(file))
        .hasSize(4)
        .filteredOn(line -> line.contains("InvalidTask"))
        .hasSize(2);
    assertThat(messages).isEmpty();
  }

  /** What kill -9 or a full disk leaves: the journal, cut off anywhere. */
  @Test
  void wherever_a_journal_breaks_off_every_task_has_one_ended_record_after_a_resume()
      throws Exception {
    run(job(7), false, ResumeFilterTest::byTurns);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      int left = new String(whole, 0, length, UTF_8).split("\n", -1).length - 1;
      ResumeFilter resume = run(job(7), false, task -> TaskStatus.SUCCEEDED);
      assertThat(endedRecords())
          .as("cut at %d", length)
          .hasSize(7)
          .allSatisfy((id, count) -> assertThat(count).isOne());
      assertThat(resume.total() + ran.size()).isEqualTo(7);
      assertThat(resume.total()).isLessThanOrEqualTo(left);
    }
  }
}
