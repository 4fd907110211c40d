package dev.reeve.supervisor.serve.queue;

import static dev.reeve.supervisor.serve.queue.QueueRun.nextOrNull;
import static dev.reeve.supervisor.serve.queue.QueueRun.result;
import static dev.reeve.supervisor.serve.queue.QueueRun.submission;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BusyQueueTest {
  private static final int CLIENTS = 8;
  private static final int EACH = 2_000;

  private final long seed = new Random().nextLong();
  private final TaskQueue queue =
      TaskQueue.inMemory(new QueueBounds(500, 1 << 20, 300, Duration.ofHours(1)));
  private final Map<String, Integer> records = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<CompletableFuture<Json>> ends = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean over = new AtomicBoolean();

  private int submit(int client) {
    Random random = new Random(seed + client);
    int accepted = 0;
    for (int i = 0; i < EACH; i++) {
      String id = client + "-" + i;
      CompletableFuture<QueuedTask> submitted = queue.submit(submission(id));
      while (submitted.isCompletedExceptionally()) { // the queue is full
        Thread.onSpinWait();
        submitted = queue.submit(submission(id));
      }
      accepted++;
      ends.add(submitted.join().ended());
      if (random.nextInt(10) == 0) {
        boolean unused = queue.cancelWaiting(client + "-" + random.nextInt(i + 1));
      }
    }
    return accepted;
  }

  private int run() throws Exception {
    Random random = new Random(seed - 1);
    List<Task> taken = new ArrayList<>();
    int ran = 0;
    for (Task task = nextOrNull(queue); task != null; task = nextOrNull(queue)) {
      taken.add(task);
      if (random.nextInt(4) == 0 || queue.counts().waiting() == 0) {
        QueueRun.end(
            queue,
            taken.stream()
                .map(each -> result(each, TaskStatus.SUCCEEDED))
                .toArray(TaskResult[]::new));
        ran += taken.size();
        taken.clear();
      }
    }
    for (Task task : taken) {
      QueueRun.succeed(queue, task);
    }
    return ran + taken.size();
  }

  /** Walks through the list again and again; no walk may see a task twice, or out of order. */
  private int walk() {
    Random random = new Random(seed - 2);
    int walks = 0;
    while (!over.get()) {
      Set<Long> seen = new HashSet<>();
      long last = Long.MAX_VALUE;
      TaskPage page = queue.list((TaskState) null, null, 1 + random.nextInt(100));
      while (true) {
        for (QueuedTask task : page.tasks()) {
          assertThat(task.number()).as("seed %d", seed).isLessThan(last);
          assertThat(seen.add(task.number())).isTrue();
          last = task.number();
        }
        if (page.next() == null) {
          break;
        }
        page = queue.list((TaskState) null, page.next(), 1 + random.nextInt(100));
      }
      walks++;
    }
    return walks;
  }

  @Test
  void each_accepted_task_ends_exactly_once_whatever_many_threads_do() throws Exception {
    System.out.println("seed " + seed);
    queue.listen(
        new QueueListener() {
          @Override
          public void ended(QueuedTask task) {
            records.merge(task.id(), 1, Integer::sum);
          }
        });
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<Integer> ran = threads.submit(this::run);
      Future<Integer> walks = threads.submit(this::walk);
      List<Callable<Integer>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        clients.add(() -> submit(client));
      }
      for (Future<Integer> client : threads.invokeAll(clients)) {
        assertThat(client.get()).isEqualTo(EACH);
      }
      queue.finish();
      assertThat(ran.get()).as("seed %d", seed).isPositive();
      over.set(true);
      assertThat(walks.get()).isPositive();
    } finally {
      threads.shutdownNow();
    }
    Map<Integer, Integer> times = new HashMap<>();
    records.values().forEach(count -> times.merge(count, 1, Integer::sum));
    assertThat(times).as("seed %d", seed).containsExactly(Map.entry(1, CLIENTS * EACH));
    assertThat(ends).hasSize(CLIENTS * EACH).allMatch(CompletableFuture::isDone);
    QueueCounts counts = queue.counts();
    assertThat(List.of(counts.waiting(), counts.running(), counts.bytes(), counts.kept()))
        .containsExactly(0L, 0L, 0L, 300L);
  }
}
