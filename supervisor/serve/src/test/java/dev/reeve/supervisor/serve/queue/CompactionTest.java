package dev.reeve.supervisor.serve.queue;

import static dev.reeve.supervisor.serve.queue.QueueRun.next;
import static dev.reeve.supervisor.serve.queue.QueueRun.prioritized;
import static dev.reeve.supervisor.serve.queue.QueueRun.submission;
import static dev.reeve.supervisor.serve.queue.QueueRun.succeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that wait or run for long while others come and go. */
class CompactionTest {
  private static final QueueBounds FORGETFUL =
      new QueueBounds(1_000, 1 << 20, 0, Duration.ofDays(36500));
  private static final Set<String> MOVED = Set.of("waits", "runs", "cancelled");

  private final FaultyDisk disk = new FaultyDisk();

  @TempDir(factory = MemoryFolder.class)
  private Path temporary;

  private Path folder;

  @BeforeEach
  void nameFolder() {
    folder = temporary.resolve("queue");
  }

  private TaskQueue open() throws IOException {
    return FolderQueue.open(folder, FORGETFUL, FolderQueue.SMALL, disk.files());
  }

  /** Leaves one task that waits and one that runs; returns the latter. */
  private static Task begin(TaskQueue queue) throws Exception {
    queue.submit(submission("runs")).join();
    Task running = next(queue);
    queue.submit(prioritized("waits", -1)).join();
    return running;
  }

  private static void others(TaskQueue queue, int from, int count) throws Exception {
    for (int i = from; i < from + count; i++) {
      queue.submit(submission("t" + i)).join();
      succeed(queue, next(queue));
    }
  }

  private boolean hasFirst() throws IOException {
    return FolderQueue.files(folder).contains("tasks-000001.jsonl");
  }

  private List<String> ended() throws IOException {
    return FolderQueue.records(folder).stream()
        .map(TaskResult::id)
        .filter(MOVED::contains)
        .sorted()
        .toList();
  }

  @Test
  void tasks_that_wait_and_run_for_long_do_not_keep_the_files_of_others() throws Exception {
    try (TaskQueue queue = open()) {
      Task running = begin(queue);
      QueuedTask waits = queue.find("waits");
      String text = waits.task().toString();
      for (int i = 0; i < 100; i++) {
        others(queue, i, 1);
      }
      await().until(() -> FolderQueue.files(folder).size() <= 4);
      assertThat(waits.task()).hasToString(text);
      assertThat(queue.counts().diskBytes()).isLessThan(3_000);
      succeed(queue, running);
    }
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(FolderQueue.ids(queue, TaskState.WAITING)).containsExactly("waits");
      assertThat(queue.find("waits").number()).isEqualTo(2);
      assertThat(next(queue).priority()).isEqualTo(-1);
    }
  }

  @Test
  void nothing_is_written_again_while_most_of_a_file_is_needed() throws Exception {
    try (TaskQueue queue = open()) {
      for (int i = 0; i < 9; i++) {
        queue.submit(submission("t" + i)).join();
      }
      succeed(queue, next(queue));
      queue.submit(submission("last")).join();
      assertThat(FolderQueue.files(folder)).hasSize(6);
      assertThat(hasFirst()).isTrue();
    }
  }

  @Test
  void a_full_disk_leaves_all_as_it_is_until_there_is_room() throws Exception {
    try (TaskQueue queue = open()) {
      Task running = begin(queue);
      others(queue, 0, 1);
      queue.submit(submission("t1")).join();
      Task last = next(queue);
      disk.tasksAreFull = true;
      succeed(queue, last);
      queue.submit(submission("refused")).exceptionally(e -> null).join();
      assertThat(hasFirst()).isTrue();
      disk.tasksAreFull = false;
      await().until(() -> !hasFirst());
      succeed(queue, running);
      succeed(queue, next(queue));
      assertThat(queue.counts().waiting()).isZero();
    }
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(FolderQueue.ids(queue, TaskState.WAITING)).isEmpty();
    }
  }

  /** Two folders: before and after tasks were moved. */
  private List<Path> moments() throws Exception {
    Path before;
    try (TaskQueue queue = open()) {
      Task running = begin(queue);
      queue.submit(submission("cancelled")).join();
      next(queue);
      queue.cancelRequested("cancelled");
      queue.submit(submission("t", "\"" + "x".repeat(500) + "\"")).join();
      disk.tasksAreFull = true;
      succeed(queue, next(queue));
      before = FolderQueue.copy(folder, temporary.resolve("before"));
      disk.tasksAreFull = false;
      await().until(() -> !hasFirst() && FolderQueue.files(folder).size() == 3);
      Path after = FolderQueue.copy(folder, temporary.resolve("after"));
      succeed(queue, running);
      Path later = FolderQueue.copy(folder, temporary.resolve("later"));
      return List.of(before, after, later);
    }
  }

  private static String name(Path folder, String start) throws IOException {
    return FolderQueue.files(folder).stream()
        .filter(name -> name.startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  private static void put(Path from, String name, Path to, int bytes) throws IOException {
    byte[] all = Files.readAllBytes(from.resolve(name));
    Files.write(to, Arrays.copyOf(all, Math.min(all.length, bytes)));
  }

  /** Requires that the folder, which a killed server left, loses and doubles nothing. */
  private void requireWhole(String moment, boolean hasEnded) throws Exception {
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(queue.find("cancelled").status()).as(moment).isEqualTo(TaskStatus.CANCELLED);
      Set<String> waiting = FolderQueue.ids(queue, TaskState.WAITING);
      assertThat(waiting).as(moment).contains("waits");
      assertThat(waiting.contains("runs")).as(moment).isEqualTo(!hasEnded);
      FolderQueue.runAll(queue);
    }
    assertThat(ended()).as(moment).containsExactly("cancelled", "runs", "waits");
    for (QueueBounds bounds : List.of(FORGETFUL, FolderQueue.BOUNDS)) {
      try (TaskQueue queue = FolderQueue.open(folder, bounds, FolderQueue.SMALL)) {
        assertThat(FolderQueue.ids(queue, TaskState.WAITING)).as(moment).isEmpty();
      }
    }
  }

  private void startFrom(Path moment, String name) throws IOException {
    folder = FolderQueue.copy(moment, temporary.resolve(name));
  }

  @Test
  void a_kill_at_each_byte_that_moving_writes_loses_and_doubles_nothing() throws Exception {
    List<Path> moments = moments();
    Path before = moments.get(0);
    Path after = moments.get(1);
    for (String kind : List.of("results", "cancelled", "tasks")) {
      String file = name(after, kind);
      String number = file.substring(file.length() - 13);
      int size = (int) Files.size(after.resolve(file));
      for (int bytes = 0; bytes <= size; bytes++) {
        startFrom(before, kind + bytes);
        if (!kind.equals("results")) {
          put(after, "results" + number, folder.resolve("results" + number), 0);
        }
        if (kind.equals("tasks")) {
          put(after, "cancelled" + number, folder.resolve("cancelled" + number), size);
        }
        String written = kind.equals("tasks") ? "tasks.new" : file;
        put(after, file, folder.resolve(written), bytes);
        requireWhole(kind + " " + bytes, false);
      }
    }
  }

  @Tag("long")
  @Test
  void a_kill_between_moving_and_deleting_loses_and_doubles_nothing() throws Exception {
    List<Path> moments = moments();
    Path later = moments.get(2);
    String results = name(later, "results");
    List<String> steps = Stream.of("tasks", "cancelled", "results").toList();
    for (int deleted = 0; deleted <= steps.size(); deleted++) {
      int size = (int) Files.size(later.resolve(results));
      for (int bytes = 0; bytes <= size; bytes++) {
        startFrom(moments.get(0), "both" + deleted + "-" + bytes);
        for (String file : FolderQueue.files(later)) {
          put(later, file, folder.resolve(file), file.equals(results) ? bytes : 1 << 20);
        }
        for (String step : steps.subList(0, deleted)) {
          Files.delete(folder.resolve(step + "-000001.jsonl"));
        }
        requireWhole(deleted + " deleted, " + bytes, bytes == size);
      }
    }
  }
}
