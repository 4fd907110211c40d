package dev.reeve.supervisor.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.InvalidJobException;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.Jobs;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.model.CancelOutcome;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.ResultsFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that need others, on a pool without processes. */
@Timeout(60)
final class NeedsTest {
  private static final String CHAIN =
      """
      {'tasks': [{'id': 'upload', 'needs': ['compress'], 'handler': 'echo',
                  'payload': {'file': '{needs.compress.result.path}', 'as': 'x-{needs.compress.result.n}'}},
                 {'id': 'compress', 'needs': 'dump', 'handler': 'echo',
                  'payload': ['{needs.dump.result}', '{needs.dump.status}']},
                 {'id': 'dump', 'handler': 'echo'},
                 {'id': 'tell', 'needs': [{'task': 'upload', 'when': 'ended'}], 'handler': 'echo',
                  'payload': '{needs.upload.status}'}]}
      """;

  @TempDir Path folder;
  private final Map<String, String> payloads = new HashMap<>();
  private final List<String> started = new ArrayList<>();

  private final class Answering implements TaskPool {
    private final Function<String, TaskStatus> statuses;
    private final CompletableFuture<RunEnding> stopping = new CompletableFuture<>();
    private final Map<TaskStatus, Long> counts = new HashMap<>();

    Answering(Function<String, TaskStatus> statuses) {
      this.statuses = statuses;
    }

    @Override
    public void submit(Task task, ResultListener listener) {
      started.add(task.id());
      payloads.put(task.id(), task.payload().toString());
      TaskStatus status = statuses.apply(task.id());
      boolean good = status == TaskStatus.SUCCEEDED;
      Json result = good ? Json.of("{\"path\":\"" + task.id() + ".gz\",\"n\":7}") : null;
      TaskError error = good ? null : TaskError.of("Test", "bad");
      record(
          TaskResult.builder(task.seq(), task.id(), "echo", status)
              .attempts(1)
              .result(result)
              .error(error)
              .build(),
          listener);
    }

    @Override
    public void record(TaskResult result, ResultListener listener) {
      counts.merge(result.status(), 1L, Long::sum);
      listener.onResult(result);
    }

    @Override
    public void drain(String reason) {}

    @Override
    public void stopNow(String reason) {}

    @Override
    public void holdBack(long exceptSeq) {}

    @Override
    public void release() {}

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void resize(int workers) {}

    @Override
    public CompletableFuture<CancelOutcome> cancel(String taskId) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<RunEnding> stopping() {
      return stopping;
    }

    @Override
    public CompletableFuture<PoolSnapshot> snapshot() {
      return new CompletableFuture<>();
    }

    @Override
    public RunSummary finish() {
      return new RunSummary(
          RunEnding.COMPLETED, null, counts, Duration.ofSeconds(1), List.of(), List.of());
    }

    @Override
    public void close() {}
  }

  private static Job job(String text) throws IOException, InvalidJobException {
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Jobs.document(
        new ByteArrayInputStream(bytes), "job.json", Path.of("/"), TaskDefaults.NONE);
  }

  private Path results() {
    return folder.resolve("r.jsonl");
  }

  private enum Mode {
    NEW,
    RESUME,
    RETRY
  }

  private RunOutcome run(String text, Mode mode, boolean keepOrder, String... failing)
      throws Exception {
    started.clear();
    List<String> bad = List.of(failing);
    TaskPool pool =
        new Answering(id -> bad.contains(id) ? TaskStatus.FAILED : TaskStatus.SUCCEEDED);
    ResultsFile file = ResultsFile.open(results());
    RunBuilder run = new RunBuilder(job(text), pool).output(file).keepOrder(keepOrder);
    if (mode == Mode.RESUME) {
      run.resume(file.readJournal());
    } else if (mode == Mode.RETRY) {
      run.retryFailed(file.readJournal());
    }
    return run.build().run();
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(results());
  }

  @Test
  void tasks_run_in_the_order_of_their_needs_and_hand_on_results() throws Exception {
    RunOutcome outcome = run(CHAIN, Mode.NEW, false);
    assertThat(outcome.allSucceeded()).isTrue();
    assertThat(started).containsExactly("dump", "compress", "upload", "tell");
    assertThat(payloads)
        .containsEntry("compress", "[{\"path\":\"dump.gz\",\"n\":7},\"succeeded\"]")
        .containsEntry("upload", "{\"file\":\"compress.gz\",\"as\":\"x-7\"}")
        .containsEntry("tell", "\"succeeded\"");
  }

  @Test
  void what_needs_a_failed_task_is_skipped_with_the_reason_but_for_what_needs_its_end()
      throws Exception {
    RunOutcome outcome = run(CHAIN, Mode.NEW, false, "dump");
    assertThat(outcome.allSucceeded()).isFalse();
    assertThat(started).containsExactly("dump", "tell");
    assertThat(lines()).hasSize(4);
    assertThat(lines().get(1))
        .contains("\"id\":\"compress\"", "skipped", "needs \\\"dump\\\", which failed");
    assertThat(lines().get(2)).contains("needs \\\"compress\\\", which was skipped");
    assertThat(payloads).containsEntry("tell", "\"skipped\"");
  }

  @Test
  void a_recorded_failure_keeps_dependants_skipped_until_it_is_tried_again() throws Exception {
    assertThat(run(CHAIN, Mode.NEW, false, "compress").allSucceeded()).isFalse();
    assertThat(run(CHAIN, Mode.RESUME, false).alreadyDone())
        .containsEntry(TaskStatus.FAILED, 1L)
        .containsEntry(TaskStatus.SUCCEEDED, 2L);
    assertThat(started).isEmpty();
    assertThat(run(CHAIN, Mode.RETRY, false).allSucceeded()).isTrue();
    assertThat(started).as("tell runs again").containsExactly("compress", "upload", "tell");
    assertThat(payloads)
        .containsEntry("compress", "[{\"path\":\"dump.gz\",\"n\":7},\"succeeded\"]");
    assertThat(run(CHAIN, Mode.RESUME, false).allSucceeded()).isTrue();
    assertThat(started).isEmpty();
  }

  @Test
  void a_template_waits_for_all_of_another_and_ten_thousand_tasks_fit() throws Exception {
    String text =
        """
        {'tasks': [{'id': 'end', 'needs': ['b[*]', 'a[10000]'], 'handler': 'echo'},
                   {'id': 'b', 'needs': ['a[*]'], 'forEach': {'range': {'from': 1, 'to': 10000}},
                    'handler': 'echo'},
                   {'id': 'a', 'forEach': {'range': {'from': 1, 'to': 10000}}, 'handler': 'echo'}]}
        """;
    for (boolean keepOrder : List.of(false, true)) {
      assertThat(run(text, Mode.NEW, keepOrder).allSucceeded()).isTrue();
      assertThat(started).hasSize(20_001).endsWith("b[10000]", "end");
      assertThat(started.indexOf("b[1]")).isEqualTo(10_000);
    }
    assertThat(run(text, Mode.NEW, true, "a[3]").summary().count(TaskStatus.SKIPPED))
        .isEqualTo(10_001);
    assertThat(lines()).hasSize(60_003).last().asString().contains("of which", "was skipped");
  }

  @Test
  void a_chain_of_ten_thousand_single_tasks_in_reverse_fits() throws Exception {
    StringBuilder text = new StringBuilder("{'tasks': [");
    for (int i = 10_000; i > 1; i--) {
      text.append("{'id': 't").append(i).append("', 'needs': ['t").append(i - 1);
      text.append("'], 'handler': 'echo'},\n");
    }
    text.append("{'id': 't1', 'handler': 'echo'}]}");
    assertThat(run(text.toString(), Mode.NEW, true).allSucceeded()).isTrue();
    assertThat(started).hasSize(10_000).startsWith("t1", "t2").endsWith("t9999", "t10000");
  }

  @Test
  void a_value_that_is_not_there_fails_its_task_and_says_so() throws Exception {
    String text =
        """
        {'tasks': [{'id': 'a', 'handler': 'echo'},
                   {'id': 'b', 'needs': ['a'], 'handler': 'echo', 'payload': '{needs.a.result.pth}'}]}
        """;
    assertThat(run(text, Mode.NEW, false).allSucceeded()).isFalse();
    assertThat(started).containsExactly("a");
    assertThat(lines().get(1)).contains("MissingValue", "no {needs.a.result.pth}");
  }
}
