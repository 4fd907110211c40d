package dev.reeve.supervisor.serve.queue;

import static dev.reeve.supervisor.serve.queue.QueueRun.next;
import static dev.reeve.supervisor.serve.queue.QueueRun.result;
import static dev.reeve.supervisor.serve.queue.QueueRun.submission;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A queue whose server is killed again and again, and what it has told. */
final class KilledServers {
  private final Path temporary;
  private final Random random;
  private final QueueBounds bounds;
  private final SegmentLimits limits;
  private final boolean forgets;
  private final Map<String, Json> told = new HashMap<>();
  private final Set<String> accepted = new HashSet<>();
  private final Set<String> cancelledWhileRunning = new HashSet<>();
  private final List<Task> taken = new ArrayList<>();
  private final List<TaskQueue> killed = new ArrayList<>();
  private Path folder;
  private TaskQueue queue;
  private int nextId;
  private int kills;

  KilledServers(Path temporary, long seed) throws IOException {
    this.temporary = temporary;
    random = new Random(seed);
    forgets = random.nextBoolean();
    bounds = new QueueBounds(1000, 1 << 20, forgets ? 5 : 10_000, Duration.ofDays(36500));
    limits = new SegmentLimits(1 + random.nextInt(6), 1 << 20, 500 + random.nextInt(5000));
    folder = temporary.resolve("0");
    queue = open();
  }

  private TaskQueue open() throws IOException {
    TaskQueue opened = FolderQueue.open(folder, bounds, limits);
    opened.listen(
        new QueueListener() {
          @Override
          public void ended(QueuedTask task) {
            Json record = task.record();
            assertThat(told.put(task.id(), record)).as("told twice: %s", task).isNull();
          }
        });
    return opened;
  }

  void step() throws Exception {
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> submit(1 + random.nextInt(4));
      case 4, 5 -> take(random.nextInt(4));
      case 6, 7 -> end(random.nextInt(4));
      case 8 -> cancel();
      default -> {
        if (random.nextInt(4) == 0) {
          restart(random.nextBoolean());
        }
      }
    }
  }

  private void submit(int count) {
    List<CompletableFuture<QueuedTask>> submitted = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      submitted.add(
          queue.submit(submission("t" + ++nextId, "\"" + "x".repeat(random.nextInt(300)) + "\"")));
    }
    submitted.forEach(each -> accepted.add(each.join().id()));
  }

  private void take(int most) throws Exception {
    for (int i = 0; i < most && queue.counts().waiting() > 0; i++) {
      taken.add(next(queue));
    }
  }

  private void end(int most) throws IOException {
    List<TaskResult> results = new ArrayList<>();
    for (int i = 0; i < most && !taken.isEmpty(); i++) {
      Task task = taken.remove(random.nextInt(taken.size()));
      TaskStatus status = random.nextInt(5) == 0 ? TaskStatus.CRASHED : TaskStatus.SUCCEEDED;
      results.add(result(task, status));
    }
    if (!results.isEmpty()) {
      QueueRun.end(queue, results.toArray(TaskResult[]::new));
    }
  }

  private void cancel() throws QueueStorageException {
    if (!taken.isEmpty() && random.nextBoolean()) {
      String id = taken.get(random.nextInt(taken.size())).id();
      queue.cancelRequested(id);
      cancelledWhileRunning.add(id);
    } else if (nextId > 0) {
      boolean unused = queue.cancelWaiting("t" + (1 + random.nextInt(nextId)));
    }
  }

  private void restart(boolean inOrder) throws Exception {
    taken.clear();
    if (inOrder) {
      queue.close();
    } else {
      killed.add(queue);
      folder = FolderQueue.copy(folder, temporary.resolve("copy-" + ++kills));
    }
    queue = open();
    check();
  }

  private void check() {
    cancelledWhileRunning.removeAll(told.keySet());
    for (String id : cancelledWhileRunning) {
      QueuedTask task = queue.find(id);
      if (task != null || !forgets) {
        assertThat(task.status()).as(id).isEqualTo(TaskStatus.CANCELLED);
        told.put(id, task.record());
      } else {
        told.put(id, Json.NULL);
      }
    }
    Set<String> waiting = new HashSet<>(accepted);
    waiting.removeAll(told.keySet());
    assertThat(FolderQueue.ids(queue, TaskState.WAITING)).isEqualTo(waiting);
    Set<String> ended = FolderQueue.ids(queue, TaskState.ENDED);
    if (forgets) {
      assertThat(told.keySet()).containsAll(ended);
      assertThat(ended).hasSizeLessThanOrEqualTo(5);
    } else {
      assertThat(ended).isEqualTo(told.keySet());
    }
    ended.forEach(id -> assertThat(queue.find(id).record()).isEqualTo(told.get(id)));
  }

  void end() throws Exception {
    restart(true);
    FolderQueue.runAll(queue);
    assertThat(told.keySet()).isEqualTo(accepted);
    queue.close();
    if (!forgets) {
      FolderQueue.requireOneRecord(folder, accepted, folder);
    }
    for (TaskQueue each : killed) {
      each.close();
    }
  }
}
