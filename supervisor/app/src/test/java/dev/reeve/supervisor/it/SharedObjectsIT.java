package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.shared.Binary;
import dev.reeve.shared.SharedBarrier;
import dev.reeve.shared.SharedLock;
import dev.reeve.shared.SharedLongs;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.SharedPipe;
import dev.reeve.shared.SharedQueue;
import dev.reeve.shared.SharedSemaphore;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerOptions;
import dev.reeve.supervisor.testing.RecordingLog;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Shared objects between workers and this program. */
class SharedObjectsIT {
  private final RecordingLog log = new RecordingLog();
  private Supervisor supervisor;
  private SharedObjects shared;
  private long tasks;

  @BeforeEach
  void start() {
    WorkerOptions options =
        new WorkerOptions(List.of(Path.of(Reeve.BAD_HANDLERS)), List.of(), Map.of(), 0, 0);
    supervisor =
        Supervisor.builder()
            .workers(2)
            .worker(options)
            .grace(Duration.ofSeconds(2))
            .log(log)
            .start();
    shared = supervisor.shared();
  }

  @AfterEach
  void stop() {
    supervisor.stopNow("the test has ended");
    supervisor.close();
    assertThat(memoryOfThisProcess()).isEmpty();
  }

  private static List<String> memoryOfThisProcess() {
    String[] all = new File("/dev/shm").list();
    String ours = "reeve-memory-" + ProcessHandle.current().pid() + '-';
    return all == null ? List.of() : List.of(all).stream().filter(n -> n.startsWith(ours)).toList();
  }

  private CompletableFuture<TaskResult> submit(String handler, String payload) {
    return supervisor.submit(Task.of(++tasks, handler + tasks, handler, Json.parse(payload)));
  }

  private static String result(CompletableFuture<TaskResult> future) throws Exception {
    TaskResult result = future.get();
    assertThat(result.status()).as("%s", result.error()).isEqualTo(TaskStatus.SUCCEEDED);
    return String.valueOf(result.result());
  }

  @Test
  void threads_of_two_workers_and_of_this_program_lose_no_count() throws Exception {
    CompletableFuture<TaskResult> one = submit("shared/count", "{\"times\":100,\"threads\":4}");
    CompletableFuture<TaskResult> other = submit("shared/count", "{\"times\":100,\"threads\":4}");
    for (int i = 0; i < 100; i++) {
      shared.counter("count").increment();
    }
    result(one);
    result(other);
    assertThat(shared.counter("count").get()).isEqualTo(900);
    SharedLongs memory = shared.longs("memory", 2);
    assertThat(memory.get(0)).isEqualTo(800);
    assertThat(memory.get(1)).isEqualTo(800);
  }

  @Test
  void case_15_a_worker_holding_a_lock_is_killed_and_another_gets_it() throws Exception {
    CompletableFuture<TaskResult> holder = submit("shared/hold", "\"l\"");
    shared.event("held").await();
    CompletableFuture<TaskResult> next = submit("shared/lock", "\"l\"");
    kill(holder);
    assertThat(result(next)).isEqualTo("true");
    assertThat(holder.get().status()).isEqualTo(TaskStatus.CRASHED);
    try (SharedLock.Hold hold = shared.lock("l").acquire()) {
      assertThat(hold.formerHolderDied()).isFalse();
    }
  }

  /** The worker that runs the task is the one that has a lock; the only other one may be idle. */
  private void kill(CompletableFuture<TaskResult> running) throws Exception {
    assertThat(running).isNotDone();
    long pid =
        supervisor.snapshot().get().workers().stream()
            .filter(worker -> String.valueOf(worker.taskId()).startsWith("shared/hold"))
            .mapToLong(worker -> worker.pid())
            .findFirst()
            .orElseThrow();
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
  }

  @Test
  void case_16_a_bounded_queue_times_out_full_and_empty_at_its_time() throws Exception {
    SharedQueue<Long> queue = shared.queue("q", 1, Long.class);
    Duration limit = Duration.ofMillis(50);
    long start = System.nanoTime();
    assertThat(queue.poll(limit)).isNull();
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(limit.toNanos());
    queue.put(1L);
    start = System.nanoTime();
    assertThat(queue.offer(2L, limit)).isFalse();
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(limit.toNanos());
    assertThat(queue.take()).isEqualTo(1L);
  }

  @Test
  void a_producer_and_a_consumer_on_two_workers_share_a_bounded_queue() throws Exception {
    CompletableFuture<TaskResult> sum = submit("shared/consume", "500");
    result(submit("shared/produce", "500"));
    assertThat(result(sum)).isEqualTo(Long.toString(500 * 501 / 2));
  }

  @Test
  void a_pipe_goes_to_a_worker_and_back_and_its_end_is_seen() throws Exception {
    SharedPipe.End<String> here = shared.pipe("p", 2, String.class).first();
    CompletableFuture<TaskResult> echo = submit("shared/echo", "\"p\"");
    for (String word : List.of("a", "stressed", "nur")) {
      here.send(word);
      assertThat(here.receive()).isEqualTo(new StringBuilder(word).reverse().toString());
    }
    here.close();
    assertThat(result(echo)).isEqualTo("3");
  }

  @Test
  void a_deadlock_between_two_workers_is_told_and_ends() throws Exception {
    List<CompletableFuture<TaskResult>> both =
        List.of(submit("shared/cross", "[\"x\",\"y\"]"), submit("shared/cross", "[\"y\",\"x\"]"));
    List<TaskStatus> ends = new ArrayList<>();
    String error = "";
    for (CompletableFuture<TaskResult> one : both) {
      ends.add(one.get().status());
      error += one.get().error() == null ? "" : one.get().error().message();
    }
    assertThat(ends).containsExactlyInAnyOrder(TaskStatus.SUCCEEDED, TaskStatus.FAILED);
    assertThat(error).contains("deadlock: ", "waits for lock x", "waits for lock y");
    await().untilAsserted(() -> assertThat(log.lines()).anyMatch(l -> l.contains("deadlock: ")));
  }

  @Test
  void a_waiting_call_ends_with_its_task_and_takes_nothing() throws Exception {
    CompletableFuture<TaskResult> starving =
        supervisor.submit(
            new Task(
                ++tasks,
                "s",
                "shared/starve",
                Json.parse("\"food\""),
                new TaskPolicy(Duration.ofSeconds(1), 0, Backoff.DEFAULT),
                0,
                List.of()));
    assertThat(starving.get().status()).isEqualTo(TaskStatus.TIMED_OUT);
    SharedQueue<Long> queue = shared.queue("food", 1, Long.class);
    queue.put(5L);
    assertThat(queue.poll()).isEqualTo(5L);
  }

  @Test
  void all_that_a_dead_worker_waited_for_and_held_is_free_again() throws Exception {
    SharedBarrier barrier = shared.barrier("wait", 3);
    CompletableFuture<TaskResult> dying = submit("shared/wait-and-halt", "3");
    await().until(() -> barrier.waiting() == 1);
    SharedPipe.End<String> pipe = shared.pipe("pipe", 1, String.class).second();
    shared.event("all wait").set();
    assertThat(dying.get().error().exitCode()).isEqualTo(7);
    SharedSemaphore permits = shared.boundedSemaphore("permits", 2);
    assertThat(permits.acquire(2)).isTrue();
    assertThat(barrier.isBroken()).isTrue();
    assertThatThrownBy(pipe::receive).isInstanceOf(SharedObjectException.class);
    SharedQueue<Long> queue = shared.queue("q", 1, Long.class);
    queue.put(1L);
    assertThat(queue.poll()).isEqualTo(1L);
  }

  @Tag("long")
  @Test
  void chaos_leaves_no_lock_held_and_nobody_waiting() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    List<CompletableFuture<TaskResult>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      boolean dies = i % 8 == 7; // 5 in all: with more in one slot the run would be given up
      all.add(submit("shared/chaos", "{\"seed\":" + (seed + i) + ",\"dies\":" + dies + "}"));
    }
    for (int i = 0; i < 40; i++) {
      assertThat(all.get(i).get().status())
          .as("%s", all.get(i).get().error())
          .isEqualTo(i % 8 == 7 ? TaskStatus.CRASHED : TaskStatus.SUCCEEDED);
    }
    assertThat(shared.lock("a").acquire()).isNotNull();
    SharedSemaphore permits = shared.boundedSemaphore("s", 2);
    assertThat(permits.tryAcquire(2, Duration.ofSeconds(30))).isTrue();
    assertThat(shared.barrier("b", 2).waiting()).isZero();
  }

  @Test
  void a_forgotten_lock_is_given_back_with_its_task() throws Exception {
    result(submit("shared/forget", "\"l\""));
    assertThat(shared.lock("l").tryAcquire()).isNotNull();
    assertThat(result(submit("shared/lock", "\"m\""))).isEqualTo("false");
  }

  @Tag("long")
  @Test
  void case_13_a_hundred_megabytes_go_there_and_back_intact() throws Exception {
    byte[] content = new byte[100_000_000];
    new Random(1).nextBytes(content);
    Binary there = shared.binary(content);
    String result =
        result(
            submit(
                "shared/binary",
                "{\"name\":\"" + there.name() + "\",\"length\":" + there.length() + "}"));
    String name = result.replaceAll(".*\"name\":\"([^\"]*)\".*", "$1");
    byte[] back = shared.take(new Binary(name, content.length));
    for (int i = 0; i < content.length; i++) {
      content[i]++;
    }
    assertThat(Arrays.equals(back, content)).isTrue();
  }

  @Test
  void after_the_end_shared_objects_refuse() throws Exception {
    SharedQueue<Long> queue = shared.queue("q", 1, Long.class);
    CompletableFuture<Throwable> waiting = new CompletableFuture<>();
    Thread taker =
        new Thread(
            () -> {
              try {
                queue.take();
                waiting.complete(null);
              } catch (InterruptedException | RuntimeException e) {
                waiting.complete(e);
              }
            });
    taker.start();
    supervisor.finish();
    assertThat(waiting.get()).isInstanceOf(SharedObjectException.class);
    assertThatThrownBy(queue::size).isInstanceOf(SharedObjectException.class);
  }
}
