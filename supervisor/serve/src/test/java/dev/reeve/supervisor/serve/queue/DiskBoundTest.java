package dev.reeve.supervisor.serve.queue;

import static dev.reeve.supervisor.serve.queue.QueueRun.next;
import static dev.reeve.supervisor.serve.queue.QueueRun.submission;
import static dev.reeve.supervisor.serve.queue.QueueRun.succeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reeve.supervisor.model.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
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
      queue.submit(submission("large", "\"" + "x".repeat(39_000) + "\"")).join();
      Task large = next(queue);
      disk.tasksAreFull = true; // so that nothing can be moved out of the large file
      queue.submit(submission("waits")).exceptionally(e -> null).join();
      disk.tasksAreFull = false;
      assertThat(large.id()).isEqualTo("large");
      assertThatThrownBy(() -> queue.submit(submission("b", KILOBYTE)).join())
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOf(QueueFullException.class);
      succeed(queue, large);
      queue.submit(submission("c", KILOBYTE)).join();
    }
  }
}
