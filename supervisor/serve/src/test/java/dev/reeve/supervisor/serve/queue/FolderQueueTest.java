package dev.reeve.supervisor.serve.queue;

import static dev.reeve.supervisor.serve.queue.QueueRun.end;
import static dev.reeve.supervisor.serve.queue.QueueRun.next;
import static dev.reeve.supervisor.serve.queue.QueueRun.nextOrNull;
import static dev.reeve.supervisor.serve.queue.QueueRun.prioritized;
import static dev.reeve.supervisor.serve.queue.QueueRun.result;
import static dev.reeve.supervisor.serve.queue.QueueRun.submission;
import static dev.reeve.supervisor.serve.queue.QueueRun.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.Jobs;
import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.FailedRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderQueueTest {
  @TempDir(factory = MemoryFolder.class)
  private Path temporary;

  private Path folder;

  @BeforeEach
  void nameFolder() {
    folder = temporary.resolve("deep/queue");
  }

  private static List<String> ids(TaskPage page) {
    return page.tasks().stream().map(QueuedTask::id).toList();
  }

  @Test
  void all_of_a_queue_is_there_when_it_is_opened_again() throws Exception {
    Json record;
    QueuedTask before;
    try (TaskQueue queue = FolderQueue.open(folder)) {
      for (String id : List.of("a", "b", "c")) {
        queue.submit(submission(id)).join();
      }
      before = queue.submit(prioritized("d", 7)).join();
      succeed(queue, next(queue));
      end(queue, result(next(queue), TaskStatus.FAILED));
      record = before.ended().join();
      assertThat(record).isEqualTo(before.record());
    }
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(ids(queue.list((TaskState) null, null, 10))).containsExactly("d", "c", "b", "a");
      QueuedTask d = queue.find("d");
      assertThat(d.state()).isEqualTo(TaskState.ENDED);
      assertThat(d.status()).isEqualTo(TaskStatus.SUCCEEDED);
      assertThat(d.record()).isEqualTo(record).isEqualTo(d.ended().join());
      assertThat(d.task()).isEqualTo(before.task());
      assertThat(d.acceptedAt()).isEqualTo(before.acceptedAt());
      assertThat(d.number()).isEqualTo(4);
      assertThat(queue.find("a").status()).isEqualTo(TaskStatus.FAILED);
      assertThat(queue.counts())
          .isEqualTo(
              new QueueCounts(
                  2, 0, queue.counts().bytes(), 2, 0, queue.counts().diskBytes(), Map.of()));
      assertThat(next(queue).id()).isEqualTo("b");
      assertThat(next(queue).seq()).isEqualTo(3);
      assertThat(queue.submit(submission("e")).join().number()).isEqualTo(5);
    }
  }

  @Test
  void all_of_a_task_comes_back() throws Exception {
    Backoff backoff = new Backoff(Duration.ofMillis(5), 1.25, Duration.ofHours(2));
    TaskPolicy policy = new TaskPolicy(Duration.ofMinutes(3), 4, backoff, Map.of("gpu", 2));
    Task task =
        new Task(
            1,
            "\u00fc \"\\ \ud83d\ude42",
            "h",
            Json.of("{\"a\":[1.10]}"),
            policy,
            -3,
            List.of("x", "y"));
    try (TaskQueue queue = FolderQueue.open(folder)) {
      queue.submit(Submission.of(task, true)).join();
    }
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(next(queue)).isEqualTo(task);
      QueuedTask same = queue.submit(Submission.of(task, true)).join();
      assertThat(same.number()).isEqualTo(1);
    }
  }

  @Test
  void what_the_run_had_not_ended_waits_again_in_its_order() throws Exception {
    try (TaskQueue queue = FolderQueue.open(folder)) {
      for (String id : List.of("a", "b", "c")) {
        queue.submit(submission(id)).join();
      }
      next(queue);
      next(queue);
    }
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(List.of(next(queue).id(), next(queue).id(), next(queue).id()))
          .containsExactly("a", "b", "c");
    }
  }

  @Test
  void records_that_a_stop_causes_are_not_final_and_those_that_a_user_wants_are() throws Exception {
    CompletableFuture<Json> stopped;
    try (TaskQueue queue = FolderQueue.open(folder)) {
      for (String id : List.of("skipped", "cancelled", "wanted", "waiting")) {
        queue.submit(submission(id)).join();
      }
      Task skipped = next(queue);
      Task cancelled = next(queue);
      Task wanted = next(queue);
      queue.cancelRequested("wanted");
      assertThat(queue.cancelWaiting("waiting")).isTrue();
      stopped = queue.find("skipped").ended();
      end(
          queue,
          result(skipped, TaskStatus.SKIPPED),
          result(cancelled, TaskStatus.CANCELLED),
          result(wanted, TaskStatus.CANCELLED));
      assertThat(queue.find("wanted").status()).isEqualTo(TaskStatus.CANCELLED);
      assertThat(queue.find("skipped").state()).isEqualTo(TaskState.WAITING);
      assertThat(stopped).isNotDone();
      queue.output().close();
    }
    assertThat(stopped)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("it waits in the queue's folder for the next server");
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(queue.find("waiting").status()).isEqualTo(TaskStatus.CANCELLED);
      assertThat(queue.find("wanted").status()).isEqualTo(TaskStatus.CANCELLED);
      assertThat(List.of(next(queue).id(), next(queue).id()))
          .containsExactly("skipped", "cancelled");
      assertThat(queue.counts().waiting()).isZero();
    }
  }

  @Test
  void a_queue_that_finishes_does_not_wait_for_what_a_stop_has_given_back() throws Exception {
    try (TaskQueue queue = FolderQueue.open(folder)) {
      queue.submit(submission("a")).join();
      Task taken = next(queue);
      queue.finish();
      end(queue, result(taken, TaskStatus.CANCELLED));
      assertThat(nextOrNull(queue)).isNull();
      assertThat(queue.counts().waiting()).isEqualTo(1);
    }
  }

  @Test
  void tasks_that_are_not_durable_never_touch_the_disk() throws Exception {
    Task call = Task.of(1, "call", "echo", Json.NULL);
    CompletableFuture<Json> record;
    try (TaskQueue queue = FolderQueue.open(folder)) {
      QueuedTask task = queue.submit(Submission.of(call, false)).join();
      succeed(queue, next(queue));
      assertThat(task.record()).isNotNull();
      Task other = Task.of(1, "other", "echo", Json.NULL);
      record = queue.submit(Submission.of(other, false)).join().ended();
      assertThat(FolderQueue.files(folder)).isEmpty();
    }
    assertThat(record.join().toString()).contains("\"status\":\"skipped\"");
    assertThat(FolderQueue.files(folder)).isEmpty();
  }

  @Test
  void the_files_are_a_stream_of_tasks_and_a_results_file() throws Exception {
    try (TaskQueue queue = FolderQueue.open(folder)) {
      queue.submit(submission("a")).join();
      queue.submit(submission("b")).join();
      succeed(queue, next(queue));
      end(queue, result(next(queue), TaskStatus.FAILED));
    }
    List<String> ids = new ArrayList<>();
    try (Job job = Jobs.open(folder.resolve("tasks-000001.jsonl"), null, TaskDefaults.NONE)) {
      for (SourceEntry entry = job.next(); entry != null; entry = job.next()) {
        ids.add(((SourceEntry.Ready) entry).task().id());
      }
    }
    assertThat(ids).containsExactly("a", "b");
    List<TaskStatus> failed = new ArrayList<>();
    FailedRecords.read(
        folder.resolve("results-000001.jsonl"), (status, record) -> failed.add(status));
    assertThat(failed).containsExactly(TaskStatus.FAILED);
    assertThat(Files.readString(folder.resolve("tasks-000001.jsonl")))
        .startsWith("{\"accepted\":{\"number\":1,\"at\":\"2");
  }

  @Test
  void only_the_owner_can_read_the_folder() throws Exception {
    try (TaskQueue queue = FolderQueue.open(folder)) {
      queue.submit(submission("a")).join();
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    FolderQueue.open(folder).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    for (String file : List.of("lock", "tasks-000001.jsonl", "results-000001.jsonl")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
          .isEqualTo("rw-------");
    }
  }
}
