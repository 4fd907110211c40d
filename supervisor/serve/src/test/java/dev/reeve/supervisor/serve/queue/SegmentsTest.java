package dev.reeve.supervisor.serve.queue;

import static dev.reeve.supervisor.serve.queue.QueueRun.end;
import static dev.reeve.supervisor.serve.queue.QueueRun.next;
import static dev.reeve.supervisor.serve.queue.QueueRun.result;
import static dev.reeve.supervisor.serve.queue.QueueRun.submission;
import static dev.reeve.supervisor.serve.queue.QueueRun.succeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pairs of files in a queue's folder. */
class SegmentsTest {
  @TempDir(factory = MemoryFolder.class)
  private Path temporary;

  private Path folder;

  @BeforeEach
  void nameFolder() {
    folder = temporary.resolve("queue");
  }

  private static List<String> ids(TaskPage page) {
    return page.tasks().stream().map(QueuedTask::id).toList();
  }

  @Test
  void ids_can_be_used_again_when_their_tasks_are_forgotten() throws Exception {
    QueueBounds forgetful = new QueueBounds(10, 1 << 20, 1, Duration.ofDays(36500));
    try (TaskQueue queue = FolderQueue.open(folder, forgetful, SegmentLimits.DEFAULT)) {
      queue.submit(submission("a")).join();
      queue.submit(submission("b")).join();
      succeed(queue, next(queue));
      succeed(queue, next(queue));
      assertThat(queue.find("a")).isNull();
      assertThat(queue.submit(submission("a", "2")).join().number()).isEqualTo(3);
    }
    try (TaskQueue queue = FolderQueue.open(folder, forgetful, SegmentLimits.DEFAULT)) {
      Task again = next(queue);
      assertThat(again.payload()).hasToString("2");
      succeed(queue, again);
      assertThat(queue.find("a").record().toString()).contains("\"seq\":3");
    }
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(queue.counts().waiting()).isZero();
      assertThat(ids(queue.list((TaskState) null, null, 10))).containsExactly("a", "b");
    }
  }

  @Test
  void a_segment_is_deleted_when_all_its_tasks_are_forgotten() throws Exception {
    QueueBounds forgetful = new QueueBounds(100, 1 << 20, 3, Duration.ofDays(36500));
    try (TaskQueue queue = FolderQueue.open(folder, forgetful, FolderQueue.SMALL)) {
      for (int i = 1; i <= 14; i++) {
        queue.submit(submission("t" + i)).join();
      }
      Task first = next(queue);
      for (int i = 2; i <= 12; i++) {
        succeed(queue, next(queue));
      }
      queue.submit(submission("t15")).join();
      // the third has a task that is kept; the one of the first that runs was moved
      await()
          .untilAsserted(
              () ->
                  assertThat(FolderQueue.files(folder))
                      .filteredOn(name -> name.startsWith("tasks"))
                      .containsExactly(
                          "tasks-000003.jsonl", "tasks-000004.jsonl", "tasks-000005.jsonl"));
      succeed(queue, first);
    }
    try (TaskQueue queue = FolderQueue.open(folder, forgetful, FolderQueue.SMALL)) {
      assertThat(ids(queue.list((TaskState) null, null, 10)))
          .containsSequence("t15", "t14", "t13")
          .hasSize(6);
      FolderQueue.runAll(queue);
      for (int i = 16; i <= 30; i++) {
        queue.submit(submission("t" + i)).join();
        succeed(queue, next(queue));
      }
    }
    try (TaskQueue queue = FolderQueue.open(folder, forgetful, FolderQueue.SMALL)) {
      assertThat(ids(queue.list((TaskState) null, null, 10))).containsExactly("t30", "t29", "t28");
      assertThat(queue.submit(submission("t31")).join().number()).isEqualTo(31);
    }
    assertThat(FolderQueue.files(folder)).hasSizeLessThanOrEqualTo(6);
  }

  @Test
  void records_go_to_the_segment_of_their_task() throws Exception {
    try (TaskQueue queue = FolderQueue.open(folder, FolderQueue.BOUNDS, FolderQueue.SMALL)) {
      for (int i = 1; i <= 9; i++) {
        queue.submit(submission("t" + i)).join();
      }
      List<TaskResult> results = new ArrayList<>();
      for (int i = 1; i <= 9; i++) {
        results.add(0, result(next(queue), TaskStatus.SUCCEEDED));
      }
      end(queue, results.toArray(TaskResult[]::new));
      queue.output().sync();
    }
    assertThat(Files.readAllLines(folder.resolve("results-000001.jsonl"))).hasSize(4);
    assertThat(Files.readAllLines(folder.resolve("results-000003.jsonl"))).hasSize(1);
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(queue.find("t5").record().toString()).startsWith("{\"seq\":5,\"id\":\"t5\"");
      assertThat(queue.counts().kept()).isEqualTo(9);
    }
  }

  @Test
  void a_task_that_was_forgotten_with_its_file_tells_so() throws Exception {
    QueueBounds forgetful = new QueueBounds(10, 1 << 20, 0, Duration.ofDays(36500));
    SegmentLimits single = new SegmentLimits(1, 1, 1);
    try (TaskQueue queue = FolderQueue.open(folder, forgetful, single)) {
      QueuedTask task = queue.submit(submission("a")).join();
      CompletableFuture<Json> record = task.ended();
      succeed(queue, next(queue));
      assertThat(record.join().toString()).contains("\"id\":\"a\"");
      await().until(() -> FolderQueue.files(folder).isEmpty());
      assertThatThrownBy(task::record).hasMessageContaining("the task is forgotten");
      assertThat(task.ended()).isCompletedExceptionally();
    }
  }
}
