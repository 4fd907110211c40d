package dev.reeve.supervisor.serve.queue;

import static dev.reeve.supervisor.serve.queue.QueueRun.next;
import static dev.reeve.supervisor.serve.queue.QueueRun.prioritized;
import static dev.reeve.supervisor.serve.queue.QueueRun.submission;
import static dev.reeve.supervisor.serve.queue.QueueRun.succeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bound on the bytes of a queue's files. */
class DiskBoundTest {
  private static final QueueBounds BOUNDS =
      new QueueBounds(1_000, 10_000, 1_000, Duration.ofDays(36500), 1 << 20, 40_000);
  private static final String KILOBYTE = "\"" + "x".repeat(1_000) + "\"";

  private final FaultyDisk disk = new FaultyDisk();

  @TempDir(factory = MemoryFolder.class)
  private Path temporary;

  private Path folder;

  @BeforeEach
  void nameFolder() {
    folder = temporary.resolve("queue");
  }

  private TaskQueue open() throws IOException {
    return FolderQueue.open(folder, BOUNDS, SegmentLimits.of(BOUNDS), disk.files());
  }

  private long size() throws IOException {
    long size = 0;
    for (String name : FolderQueue.files(folder)) {
      size += Files.size(folder.resolve(name));
    }
    return size;
  }

  @Test
  void ended_tasks_are_forgotten_when_their_files_have_too_many_bytes() throws Exception {
    try (TaskQueue queue = open()) {
      for (int i = 0; i < 200; i++) {
        queue.submit(submission("t" + i, KILOBYTE)).join();
        succeed(queue, next(queue));
        assertThat(queue.counts().diskBytes()).isLessThan(40_000);
      }
      assertThat(queue.counts().kept()).isBetween(5L, 20L);
      assertThat(queue.find("t199").record()).isNotNull();
      assertThat(queue.find("t0")).isNull();
      await().until(() -> size() < 40_000);
    }
    try (TaskQueue queue = open()) {
      assertThat(queue.counts().diskBytes()).isEqualTo(size());
      assertThat(queue.counts().kept()).isBetween(5L, 20L);
    }
  }

  @Test
  void a_task_for_which_the_files_have_no_room_is_refused_with_the_bound() throws Exception {
    try (TaskQueue queue = open()) {
      disk.movesFail = true; // so that small tasks keep the files of large ones
      for (int i = 1; i <= 2; i++) {
        queue.submit(prioritized("small" + i, -1)).join();
        queue.submit(submission("large" + i, "\"" + "x".repeat(9_000) + "\"")).join();
        succeed(queue, next(queue));
      }
      assertThatThrownBy(() -> submitLast(queue))
          .cause()
          .isInstanceOf(QueueFullException.class)
          .hasMessageMatching(
              "the queue is full: it holds 3[67]\\d{3} of at most 40000 bytes of files, and the task"
                  + " has \\d{4}; try again later");
      disk.movesFail = false;
      await().ignoreExceptions().untilAsserted(() -> submitLast(queue));
      assertThat(size()).isLessThan(40_000);
    }
    try (TaskQueue queue = open()) {
      assertThat(FolderQueue.ids(queue, TaskState.WAITING))
          .containsExactlyInAnyOrder("small1", "small2", "last");
    }
  }

  private static void submitLast(TaskQueue queue) {
    QueuedTask unused = queue.submit(submission("last", "\"" + "x".repeat(5_000) + "\"")).join();
  }
}
