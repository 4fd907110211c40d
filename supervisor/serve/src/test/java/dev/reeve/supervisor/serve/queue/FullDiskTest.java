package dev.reeve.supervisor.serve.queue;

import static dev.reeve.supervisor.serve.queue.QueueRun.next;
import static dev.reeve.supervisor.serve.queue.QueueRun.submission;
import static dev.reeve.supervisor.serve.queue.QueueRun.succeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FullDiskTest {
  private final FaultyDisk disk = new FaultyDisk();

  @TempDir(factory = MemoryFolder.class)
  private Path temporary;

  private Path folder;

  @BeforeEach
  void nameFolder() {
    folder = temporary.resolve("queue");
  }

  private TaskQueue open(QueueBounds bounds) throws IOException {
    return FolderQueue.open(folder, bounds, SegmentLimits.DEFAULT, disk.files());
  }

  private static Throwable refusal(CompletableFuture<QueuedTask> submitted) {
    try {
      throw new AssertionError(submitted.join().toString());
    } catch (CompletionException e) {
      return e.getCause();
    }
  }

  private static List<String> idsAfter(Path folder) throws Exception {
    List<String> ids = new ArrayList<>();
    try (TaskQueue queue = FolderQueue.open(folder)) {
      while (queue.counts().waiting() > 0) {
        ids.add(next(queue).id());
      }
    }
    return ids;
  }

  @Test
  void a_task_for_which_the_disk_has_no_room_is_refused_and_later_ones_are_accepted()
      throws Exception {
    try (TaskQueue queue = open(FolderQueue.BOUNDS)) {
      queue.submit(submission("a")).join();
      disk.tasksAreFull = true;
      assertThat(refusal(queue.submit(submission("b"))))
          .isInstanceOf(QueueStorageException.class)
          .hasMessage(
              "cannot write the task to the queue's folder: No space left on device; the task was"
                  + " not accepted");
      assertThat(queue.find("b")).isNull();
      assertThat(queue.counts().waiting()).isEqualTo(1);
      long bytes = queue.counts().bytes();
      disk.tasksAreFull = false;
      queue.submit(submission("b")).join();
      assertThat(queue.counts().bytes()).isEqualTo(2 * bytes);
    }
    assertThat(FolderQueue.files(folder)).hasSize(2);
    assertThat(idsAfter(folder)).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource({"true,false", "false,true", "true,true"})
  void a_file_that_cannot_be_cut_back_or_synced_gets_no_more_tasks(boolean sync, boolean cut)
      throws Exception {
    try (TaskQueue queue = open(FolderQueue.BOUNDS)) {
      queue.submit(submission("a")).join();
      disk.syncFails = sync;
      disk.tasksAreFull = !sync;
      disk.cutFails = cut;
      assertThat(refusal(queue.submit(submission("b", "1"))))
          .isInstanceOf(QueueStorageException.class);
      disk.syncFails = false;
      disk.tasksAreFull = false;
      disk.cutFails = false;
      queue.submit(submission("b", "2")).join();
      queue.submit(submission("c")).join();
    }
    assertThat(FolderQueue.files(folder)).hasSize(4);
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(next(queue).id()).isEqualTo("a");
      assertThat(next(queue).payload()).hasToString("2");
      assertThat(next(queue).id()).isEqualTo("c");
      assertThat(queue.counts().waiting()).isZero();
    }
  }

  @Test
  void a_record_for_which_the_disk_has_no_room_is_written_when_there_is_some() throws Exception {
    CompletableFuture<Json> record;
    try (TaskQueue queue = open(FolderQueue.BOUNDS)) {
      QueuedTask task = queue.submit(submission("a")).join();
      queue.submit(submission("b")).join();
      record = task.ended();
      Task taken = next(queue);
      disk.resultsAreFull = true;
      succeed(queue, taken);
      assertThat(task.state()).isEqualTo(TaskState.RUNNING);
      assertThat(record).isNotDone();
      disk.resultsAreFull = false;
      await().until(() -> task.state() == TaskState.ENDED);
      assertThat(record.join()).isEqualTo(task.record());
      succeed(queue, next(queue));
    }
    assertThat(FolderQueue.records(folder)).hasSize(2);
    assertThat(idsAfter(folder)).isEmpty();
  }

  @Test
  void records_that_could_not_be_cut_back_count_once() throws Exception {
    try (TaskQueue queue = open(FolderQueue.BOUNDS)) {
      QueuedTask task = queue.submit(submission("a")).join();
      disk.resultsAreFull = true;
      disk.cutFails = true;
      succeed(queue, next(queue));
      disk.resultsAreFull = false;
      disk.cutFails = false;
      await().until(() -> task.state() == TaskState.ENDED);
      assertThat(String.valueOf(task.record())).startsWith("{\"seq\":1,").endsWith("}");
    }
    assertThat(idsAfter(folder)).isEmpty();
  }

  @Test
  void when_too_many_records_wait_for_room_the_run_is_told_and_their_tasks_run_again()
      throws Exception {
    QueueBounds narrow = new QueueBounds(10, 300, 10, Duration.ofDays(1));
    TaskQueue queue = open(narrow);
    queue.submit(submission("a")).join();
    queue.submit(submission("b")).join();
    Task a = next(queue);
    Task b = next(queue);
    disk.resultsAreFull = true;
    succeed(queue, a);
    assertThatThrownBy(() -> succeed(queue, b))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the records of 2 tasks wait to be written to the queue's folder: No space left on"
                + " device");
    assertThatThrownBy(queue::close)
        .hasMessageContaining("the records of 2 tasks could not be written")
        .hasMessageContaining("run again");
    assertThat(idsAfter(folder)).containsExactly("a", "b");
  }

  @Test
  void tasks_that_come_during_a_sync_share_the_next_one() throws Exception {
    Phaser syncs = new Phaser(2);
    try (TaskQueue queue = open(FolderQueue.BOUNDS)) {
      disk.syncs = syncs;
      List<CompletableFuture<QueuedTask>> submitted = new ArrayList<>();
      submitted.add(queue.submit(submission("first")));
      syncs.arriveAndAwaitAdvance(); // the sync has begun
      for (int i = 0; i < 50; i++) {
        submitted.add(queue.submit(submission("t" + i)));
      }
      assertThat(submitted).noneMatch(CompletableFuture::isDone);
      assertThat(queue.find("first")).as("not safe yet").isNull();
      assertThat(queue.submit(submission("t0"))).isNotDone();
      disk.syncs = null;
      syncs.arriveAndAwaitAdvance();
      submitted.forEach(CompletableFuture::join);
      assertThat(disk.taskSyncs).hasValue(2);
      assertThat(queue.counts().waiting()).isEqualTo(51);
    }
  }

  @Test
  void tasks_that_wait_for_a_sync_when_the_queue_is_closed_are_safe() throws Exception {
    Phaser syncs = new Phaser(2);
    TaskQueue queue = open(FolderQueue.BOUNDS);
    disk.syncs = syncs;
    CompletableFuture<QueuedTask> first = queue.submit(submission("first"));
    syncs.arriveAndAwaitAdvance();
    CompletableFuture<QueuedTask> second = queue.submit(submission("second"));
    disk.syncs = null;
    queue.output().close();
    assertThat(refusal(queue.submit(submission("third")))).isInstanceOf(QueueClosedException.class);
    syncs.arriveAndAwaitAdvance();
    queue.close();
    assertThat(first.join().ended()).isCompletedExceptionally();
    assertThat(second.join().ended()).isCompletedExceptionally();
    assertThat(idsAfter(folder)).containsExactly("first", "second");
  }
}
