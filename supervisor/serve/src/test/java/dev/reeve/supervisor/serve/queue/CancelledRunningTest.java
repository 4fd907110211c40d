package dev.reeve.supervisor.serve.queue;

import static dev.reeve.supervisor.serve.queue.QueueRun.end;
import static dev.reeve.supervisor.serve.queue.QueueRun.next;
import static dev.reeve.supervisor.serve.queue.QueueRun.result;
import static dev.reeve.supervisor.serve.queue.QueueRun.submission;
import static dev.reeve.supervisor.serve.queue.QueueRun.succeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that a user cancels while they run, and servers that are killed then. */
class CancelledRunningTest {
  private static final String CANCELLED = "cancelled-000001.jsonl";

  private final FaultyDisk disk = new FaultyDisk();

  @TempDir(factory = MemoryFolder.class)
  private Path temporary;

  private Path folder;

  @BeforeEach
  void nameFolder() {
    folder = temporary.resolve("queue");
  }

  private TaskQueue open() throws IOException {
    return FolderQueue.open(folder, FolderQueue.BOUNDS, SegmentLimits.DEFAULT, disk.files());
  }

  /** Leaves what a server leaves that is killed when it has told that "b" of three is cancelled. */
  private void killAfterCancel() throws Exception {
    try (TaskQueue queue = open()) {
      for (String id : new String[] {"a", "b", "c"}) {
        queue.submit(submission(id)).join();
        next(queue);
      }
      queue.cancelRequested("b");
      queue.cancelRequested("b");
      folder = FolderQueue.copy(folder, temporary.resolve("killed"));
    }
  }

  @Test
  void a_task_that_was_cancelled_before_a_kill_does_not_run_again() throws Exception {
    killAfterCancel();
    assertThat(folder.resolve(CANCELLED)).hasContent("{\"cancelled\":2,\"id\":\"b\"}\n");
    for (int start = 1; start <= 3; start++) {
      try (TaskQueue queue = FolderQueue.open(folder)) {
        QueuedTask b = queue.find("b");
        assertThat(b.status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(b.record().toString())
            .contains("it was cancelled, and its server was killed before it had ended");
        assertThat(b.ended()).isCompletedWithValue(b.record());
        assertThat(FolderQueue.ids(queue, TaskState.WAITING)).containsExactlyInAnyOrder("a", "c");
      }
      assertThat(FolderQueue.records(folder)).hasSize(1);
    }
  }

  @Test
  void at_each_byte_of_its_line_it_is_cancelled_or_waits() throws Exception {
    killAfterCancel();
    byte[] line = Files.readAllBytes(folder.resolve(CANCELLED));
    Path killed = folder;
    for (int bytes = 0; bytes <= line.length; bytes++) {
      folder = FolderQueue.copy(killed, temporary.resolve("at" + bytes));
      Files.write(folder.resolve(CANCELLED), Arrays.copyOf(line, bytes));
      try (TaskQueue queue = FolderQueue.open(folder)) {
        assertThat(queue.find("b").state())
            .isEqualTo(bytes == line.length ? TaskState.ENDED : TaskState.WAITING);
        FolderQueue.runAll(queue);
      }
      assertThat(FolderQueue.records(folder)).hasSize(3);
    }
  }

  @Test
  void its_own_record_counts_if_there_is_one() throws Exception {
    try (TaskQueue queue = open()) {
      queue.submit(submission("quick")).join();
      Task task = next(queue);
      queue.cancelRequested("quick");
      succeed(queue, task);
      queue.cancelRequested("quick");
      queue.cancelRequested("unknown");
    }
    try (TaskQueue queue = open()) {
      assertThat(queue.find("quick").status()).isEqualTo(TaskStatus.SUCCEEDED);
    }
    assertThat(FolderQueue.records(folder)).hasSize(1);
  }

  @Test
  void a_full_disk_refuses_the_cancellation_and_the_task_goes_on() throws Exception {
    try (TaskQueue queue = open()) {
      queue.submit(submission("a")).join();
      Task task = next(queue);
      disk.cancellationsAreFull = true;
      assertThatThrownBy(() -> queue.cancelRequested("a"))
          .isInstanceOf(QueueStorageException.class)
          .hasMessage(
              "cannot write to the queue's folder that the task is cancelled: No space left on"
                  + " device; the task goes on");
      disk.cancellationsAreFull = false;
      assertThat(folder.resolve(CANCELLED)).isEmptyFile();
      end(queue, result(task, TaskStatus.CANCELLED)); // by a stop
      assertThat(queue.find("a").state()).isEqualTo(TaskState.WAITING);
    }
    try (TaskQueue queue = open()) {
      assertThat(next(queue).id()).isEqualTo("a");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"cancelled\":,\"id\":\"b\"}",
        "{\"cancelled\":2",
        "x",
        "{\"cancelled\":99999999999999999999,\"id\":\"b\"}"
      })
  void a_damaged_line_is_told(String line) throws Exception {
    killAfterCancel();
    Files.writeString(folder.resolve(CANCELLED), line + "\n");
    assertThatThrownBy(() -> FolderQueue.open(folder))
        .hasMessageContaining(CANCELLED + ":1: the line is damaged: ")
        .hasMessageContaining("Put back the file as it was, or remove the line");
  }

  @Test
  void tasks_in_memory_leave_no_file() throws Exception {
    try (TaskQueue queue = open()) {
      queue.submit(Submission.of(Task.of(1, "call", "echo", Json.NULL), false)).join();
      next(queue);
      queue.cancelRequested("call");
      assertThat(FolderQueue.files(folder)).isEmpty();
    }
  }
}
