package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.shared.ClosedException;
import dev.reeve.shared.SharedMap;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.SharedQueue;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskFuture;
import dev.reeve.supervisor.WorkerCrashedException;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Queues so busy that workers and this program use their memory without asking. */
class DirectQueuesIT {
  private static final int CAPACITY = 100;
  private static final long EACH = 1_000_000_000L;
  private static final int KILLS = 3;
  private static final Path IN_MEMORY = Path.of("/dev/shm");

  /** What a producer is to put: its number times {@link #EACH}, and the numbers that follow. */
  record Production(int number, long count) {}

  /** Puts numbers, and says in which process. */
  static final class Producer implements TaskHandler<Production, Long> {
    @Override
    public Long handle(Production production, TaskContext context) throws InterruptedException {
      SharedQueue<Long> queue = context.shared().queue("items", CAPACITY, Long.class);
      tellPid(context, production.number());
      for (long i = 0; i < production.count(); i++) {
        queue.put(production.number() * EACH + i);
      }
      return production.count();
    }
  }

  private static void tellPid(TaskContext context, int number) {
    SharedMap<Integer, Long> pids = context.shared().map("pids", Integer.class, Long.class);
    pids.put(number, ProcessHandle.current().pid());
  }

  /** Takes numbers until the queue is closed; gives their sum. */
  static final class Consumer implements TaskHandler<Integer, Long> {
    @Override
    public Long handle(Integer most, TaskContext context) throws InterruptedException {
      SharedQueue<Long> queue = context.shared().queue("items", CAPACITY, Long.class);
      long sum = 0;
      try {
        while (true) {
          for (long item : queue.takeAll(most)) {
            sum += item;
          }
        }
      } catch (ClosedException e) {
        return sum;
      }
    }
  }

  @Tag("long")
  @Test
  void what_killed_workers_had_put_is_there_once_and_the_others_go_on() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<Integer, Long> next = new HashMap<>();
    try (Supervisor supervisor = Supervisor.builder().workers(2).start()) {
      SharedQueue<Long> queue = supervisor.shared().queue("items", CAPACITY, Long.class);
      SharedMap<Integer, Long> pids = supervisor.shared().map("pids", Integer.class, Long.class);
      TaskFuture<Long> steady =
          supervisor.submit(Producer.class, new Production(0, Integer.MAX_VALUE));
      for (int kill = 1; kill <= KILLS; kill++) {
        TaskFuture<Long> doomed =
            supervisor.submit(Producer.class, new Production(kill, Integer.MAX_VALUE));
        takeInOrder(queue, next, kill, 1_000 + random.nextInt(20_000));
        assertThat(filesInMemory()).as("the queue is used without asking").isNotEmpty();
        ProcessHandle.of(pids.get(kill)).orElseThrow().destroyForcibly();
        takeInOrder(queue, next, 0, 50_000);
        assertThatThrownBy(doomed::get)
            .as("seed %d", seed)
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(WorkerCrashedException.class);
      }
      queue.close();
      assertThatThrownBy(steady::get).isInstanceOf(ExecutionException.class);
      long left = queue.size();
      for (long i = 0; i < left; i++) {
        inOrder(queue.take(), next);
      }
      assertThat(queue.takeUnlessClosed()).isNull();
    }
    assertThat(filesInMemory()).isEmpty();
  }

  /** Takes items until so many of that producer have come. */
  private static void takeInOrder(
      SharedQueue<Long> queue, Map<Integer, Long> next, int producer, long count)
      throws InterruptedException {
    long enough = next.getOrDefault(producer, 0L) + count;
    while (next.getOrDefault(producer, 0L) < enough) {
      inOrder(queue.take(), next);
    }
  }

  /** None is missing, and none comes twice. */
  private static void inOrder(long item, Map<Integer, Long> next) {
    int producer = (int) (item / EACH);
    long number = next.getOrDefault(producer, 0L);
    assertThat(item % EACH).isEqualTo(number);
    next.put(producer, number + 1);
  }

  private static List<Path> filesInMemory() throws IOException {
    String folder = "reeve-memory-" + ProcessHandle.current().pid() + "-";
    List<Path> files = new ArrayList<>();
    try (Stream<Path> folders = Files.list(IN_MEMORY)) {
      for (Path found :
          folders.filter(f -> f.getFileName().toString().startsWith(folder)).toList()) {
        try (Stream<Path> inside = Files.list(found)) {
          files.addAll(inside.toList());
        }
      }
    }
    return files;
  }

  @Test
  void two_producers_two_consumers_and_this_program_pass_on_every_item() throws Exception {
    long each = 50_000;
    try (Supervisor supervisor = Supervisor.builder().workers(4).start()) {
      SharedQueue<Long> queue = supervisor.shared().queue("items", CAPACITY, Long.class);
      List<TaskFuture<Long>> consumers =
          List.of(supervisor.submit(Consumer.class, 1), supervisor.submit(Consumer.class, 7));
      List<TaskFuture<Long>> producers =
          List.of(
              supervisor.submit(Producer.class, new Production(1, each)),
              supervisor.submit(Producer.class, new Production(2, each)));
      long sum = 0;
      // How many items come here rather than to the others is chance, on a busy machine hardly any.
      while (!producers.stream().allMatch(TaskFuture::isDone)) {
        Long item = queue.poll(Duration.ofMillis(10));
        sum += item == null ? 0 : item;
      }
      for (TaskFuture<Long> producer : producers) {
        assertThat(producer.get()).isEqualTo(each);
      }
      queue.close();
      for (TaskFuture<Long> consumer : consumers) {
        sum += consumer.get();
      }
      assertThat(sum).isEqualTo(3 * each * EACH + each * (each - 1));
      assertThat(queue.size()).isZero();
    }
  }

  @Test
  void after_the_end_a_busy_queue_refuses_too() throws Exception {
    SharedQueue<Long> queue;
    try (Supervisor supervisor = Supervisor.builder().workers(1).start()) {
      queue = supervisor.shared().queue("items", CAPACITY, Long.class);
      for (long i = 0; i < 1_000; i++) {
        queue.put(i);
        assertThat(queue.take()).isEqualTo(i);
      }
      assertThat(filesInMemory()).isNotEmpty();
      queue.put(7L);
    }
    assertThatThrownBy(queue::take).isInstanceOf(SharedObjectException.class);
    assertThatThrownBy(() -> queue.put(8L)).isInstanceOf(SharedObjectException.class);
  }
}
