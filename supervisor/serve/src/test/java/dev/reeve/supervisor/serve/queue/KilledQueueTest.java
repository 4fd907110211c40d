package dev.reeve.supervisor.serve.queue;

import static dev.reeve.supervisor.serve.queue.QueueRun.next;
import static dev.reeve.supervisor.serve.queue.QueueRun.submission;
import static dev.reeve.supervisor.serve.queue.QueueRun.succeed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server that was killed leaves, at any moment. */
class KilledQueueTest {
  private static final String TASKS = "tasks-000001.jsonl";
  private static final String RESULTS = "results-000001.jsonl";

  @TempDir(factory = MemoryFolder.class)
  private Path temporary;

  /** What was appended, in this order: a piece of one of the two files. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Piece(boolean isRecord, byte[] line) {}

  private static List<Piece> history(Path folder) throws Exception {
    try (TaskQueue queue = FolderQueue.open(folder)) {
      for (int i = 1; i <= 3; i++) {
        queue.submit(submission("t" + i)).join();
      }
      succeed(queue, next(queue));
      succeed(queue, next(queue));
    }
    List<byte[]> tasks = lines(folder.resolve(TASKS));
    List<byte[]> records = lines(folder.resolve(RESULTS));
    return List.of(
        new Piece(false, tasks.get(0)),
        new Piece(false, tasks.get(1)),
        new Piece(true, records.get(0)),
        new Piece(false, tasks.get(2)),
        new Piece(true, records.get(1)));
  }

  private static List<byte[]> lines(Path file) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add((line + "\n").getBytes(UTF_8));
    }
    return lines;
  }

  /** Writes the first bytes of the history, and returns the ids of whole tasks and records. */
  private static List<Set<String>> cut(List<Piece> history, int bytes, Path folder)
      throws IOException {
    ByteArrayOutputStream tasks = new ByteArrayOutputStream();
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    Set<String> accepted = new HashSet<>();
    Set<String> ended = new HashSet<>();
    int left = bytes;
    int task = 0;
    int record = 0;
    for (Piece piece : history) {
      int length = Math.min(left, piece.line.length);
      (piece.isRecord ? records : tasks).write(piece.line, 0, length);
      if (length == piece.line.length) {
        boolean unused = piece.isRecord ? ended.add("t" + ++record) : accepted.add("t" + ++task);
      }
      left -= length;
    }
    Files.createDirectories(folder);
    Files.createFile(folder.resolve("lock"));
    Files.write(folder.resolve(TASKS), tasks.toByteArray());
    Files.write(folder.resolve(RESULTS), records.toByteArray());
    return List.of(accepted, ended);
  }

  @Test
  void at_each_byte_that_was_written_every_accepted_task_has_one_record_in_the_end()
      throws Exception {
    List<Piece> history = history(temporary.resolve("history"));
    int total = history.stream().mapToInt(piece -> piece.line.length).sum();
    for (int bytes = 0; bytes <= total; bytes++) {
      Path folder = temporary.resolve("at-" + bytes);
      List<Set<String>> whole = cut(history, bytes, folder);
      Set<String> waiting = new HashSet<>(whole.get(0));
      waiting.removeAll(whole.get(1));
      try (TaskQueue queue = FolderQueue.open(folder)) {
        assertThat(FolderQueue.ids(queue, TaskState.ENDED))
            .as("byte %d", bytes)
            .isEqualTo(whole.get(1));
        assertThat(FolderQueue.ids(queue, TaskState.WAITING))
            .as("byte %d", bytes)
            .isEqualTo(waiting);
        FolderQueue.runAll(queue);
      }
      FolderQueue.requireOneRecord(folder, whole.get(0), bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void no_task_is_lost_or_doubled_however_often_the_server_is_killed(int number) throws Exception {
    long seed = new Random().nextLong() + number;
    System.out.println("KilledQueueTest seed " + seed);
    try {
      KilledServers history = new KilledServers(temporary, seed);
      for (int i = 0; i < 250; i++) {
        history.step();
      }
      history.end();
    } catch (Throwable e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  /** Submits tasks, one after the other, until there are enough. */
  private static void submitSome(TaskQueue queue, int client, Set<String> accepted) {
    for (int i = 0; i < 300; i++) {
      accepted.add(queue.submit(submission(client + "-" + i)).join().id());
    }
  }

  @Test
  void what_was_accepted_before_a_kill_in_the_middle_of_submissions_is_there() throws Exception {
    Path folder = temporary.resolve("busy");
    QueueBounds wide = new QueueBounds(1 << 20, 1 << 30, 0, Duration.ofDays(1));
    Set<String> accepted = ConcurrentHashMap.newKeySet();
    List<Thread> clients = new ArrayList<>();
    try (TaskQueue queue = FolderQueue.open(folder, wide, new SegmentLimits(100, 1 << 20, 1))) {
      for (int i = 0; i < 8; i++) {
        int client = i;
        clients.add(new Thread(() -> submitSome(queue, client, accepted)));
      }
      clients.forEach(Thread::start);
      for (int kill = 0; accepted.size() < 8 * 300; kill++) {
        Set<String> safe = Set.copyOf(accepted);
        Path copy = FolderQueue.copy(folder, temporary.resolve("kill-" + kill));
        try (TaskQueue next = FolderQueue.open(copy)) {
          assertThat(FolderQueue.ids(next, TaskState.WAITING).containsAll(safe))
              .as("%s", safe)
              .isTrue();
        }
      }
      for (Thread client : clients) {
        client.join();
      }
    }
  }
}
