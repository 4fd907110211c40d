package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.job.TaskSource;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.RecordBatch;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.supervisor.results.ResultsFile;
import dev.reeve.supervisor.run.RunOutcome;
import dev.reeve.supervisor.run.TaskRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that runs tasks of its own source on workers, without the command line. */
class EmbeddedRunIT {
  @TempDir Path folder;

  private static Task task(long seq, String handler, String payload) {
    return Task.of(seq, "t" + seq, handler, Json.parse(payload));
  }

  /** The tasks 1, 2, … as {@code echo} of their number, one by one. */
  private static final class Numbers implements TaskSource {
    private final long last;
    private long seq;

    Numbers(long last) {
      this.last = last;
    }

    @Override
    public long totalTasks() {
      return last;
    }

    @Override
    public @Nullable SourceEntry next() {
      return seq == last ? null : new SourceEntry.Ready(task(++seq, "echo", Long.toString(seq)));
    }
  }

  /** Keeps the results by the numbers of their tasks. */
  private static class Collected implements RecordOutput {
    final Map<Long, TaskResult> results = new ConcurrentHashMap<>();

    @Override
    public void write(RecordBatch batch) {
      for (TaskResult result : batch.results()) {
        assertThat(results.put(result.seq(), result)).isNull();
      }
    }

    @Override
    public void close() {}
  }

  private static Supervisor workers(int count) {
    return Supervisor.builder().workers(count).grace(Duration.ofSeconds(5)).start();
  }

  @Test
  void every_task_of_a_program_s_own_source_reaches_its_own_output() throws Exception {
    Collected output = new Collected();
    try (TaskRun run =
        TaskRun.builder(new Numbers(500), workers(2)).output(output).keepOrder(true).build()) {
      RunOutcome outcome = run.run();
      assertThat(outcome.allSucceeded()).isTrue();
      assertThat(outcome.summary().ending()).isEqualTo(RunEnding.COMPLETED);
    }
    assertThat(output.results.keySet())
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 500).boxed().toList());
    output.results.forEach(
        (seq, result) -> assertThat(String.valueOf(result.result())).isEqualTo(seq.toString()));
  }

  @Test
  void a_queue_is_served_until_another_thread_drains_the_run() throws Exception {
    BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
    TaskRun[] run = new TaskRun[1];
    Collected output =
        new Collected() {
          @Override
          public void write(RecordBatch batch) {
            super.write(batch);
            if (results.size() < 3) {
              queue.add(task(results.size() + 1, "echo", "true"));
            } else {
              run[0].drain("three are enough");
            }
          }
        };
    queue.add(task(1, "echo", "true"));
    run[0] =
        TaskRun.builder(() -> new SourceEntry.Ready(queue.take()), workers(1))
            .output(output)
            .build();
    RunOutcome outcome = run[0].run();
    assertThat(outcome.summary().ending()).isEqualTo(RunEnding.STOPPED);
    assertThat(outcome.summary().message()).isEqualTo("three are enough");
    assertThat(outcome.summary().count(TaskStatus.SUCCEEDED)).isEqualTo(3);
    assertThat(outcome.summary().unjoined()).isEmpty();
  }

  @Test
  void a_run_that_is_closed_early_leaves_no_process_and_can_be_resumed() throws Exception {
    Path file = folder.resolve("results.jsonl");
    BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
    queue.add(task(1, "echo", "1"));
    queue.add(task(2, "sleep", "{\"duration\":\"1h\"}"));
    Thread caller = Thread.currentThread();
    Collected interrupter =
        new Collected() {
          @Override
          public void write(RecordBatch batch) {
            super.write(batch);
            if (results.keySet().equals(Set.of(1L))) {
              caller.interrupt();
            }
          }
        };
    TaskSource source = () -> new SourceEntry.Ready(queue.take());
    try (TaskRun run =
        TaskRun.builder(source, workers(1))
            .output(ResultsFile.open(file))
            .output(interrupter)
            .build()) {
      run.run();
    } catch (InterruptedException e) {
      // as wanted: closing the run has killed the worker that sleeps
    }
    assertThat(Files.readAllLines(file)).hasSize(2);

    Collected resumed = new Collected();
    ResultsFile results = ResultsFile.open(file);
    try (TaskRun run =
        TaskRun.builder(new Numbers(2), workers(1))
            .output(results)
            .output(resumed)
            .resume(results.readJournal())
            .build()) {
      RunOutcome outcome = run.run();
      assertThat(outcome.alreadyDone()).isEqualTo(Map.of(TaskStatus.SUCCEEDED, 1L));
      assertThat(outcome.allSucceeded()).isTrue();
    }
    assertThat(resumed.results).containsOnlyKeys(2L);
  }
}
