package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.BatchSize;
import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.model.BatchRelease;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks of a handler that works on batches. */
class BatchesTest {
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final List<String> releases = new ArrayList<>();

  @Test
  void an_idle_worker_takes_what_waits_up_to_the_limit_and_never_more() {
    EngineRig rig = rig(1, new BatchSize(4, 0, 1000));
    batch(rig, "a", "b", "c", "d", "e", "f");
    assertThat(given(rig, 0)).containsExactly("a 3", "b 2", "c 1", "d 0");
    answerAll(rig, 0, "a", "b", "c", "d");
    assertThat(given(rig, 0)).containsExactly("a 3", "b 2", "c 1", "d 0", "e 1", "f 0");
    answerAll(rig, 0, "e", "f");
    assertThat(rig.statuses())
        .isEqualTo("a=succeeded b=succeeded c=succeeded d=succeeded e=succeeded f=succeeded");
    assertThat(releases).containsExactly("h 4 FULL", "h 2 NO_WAIT");
  }

  @Test
  void a_busy_worker_gets_nothing_behind_its_batch_so_that_the_next_one_can_fill() {
    EngineRig rig = rig(1, new BatchSize(4, 0, 1000));
    batch(rig, "a");
    rig.submit("b", "c");
    assertThat(given(rig, 0)).containsExactly("a 0");
    rig.startAndSucceed(0, "a");
    assertThat(given(rig, 0)).containsExactly("a 0", "b 1", "c 0");
  }

  @Test
  void a_second_worker_takes_what_the_first_one_does_not() {
    EngineRig rig = rig(2, new BatchSize(2, 0, 1000));
    batch(rig, "a");
    rig.submit("b", "c", "d");
    rig.ready(1);
    assertThat(given(rig, 0)).containsExactly("a 0");
    assertThat(given(rig, 1)).containsExactly("b 1", "c 0");
    rig.startAndSucceed(0, "a");
    assertThat(given(rig, 0)).containsExactly("a 0", "d 0");
  }

  @Test
  void an_item_that_fails_is_tried_again_and_the_others_are_not() {
    EngineRig rig = rig(1, new BatchSize(4, 0, 1000));
    rig.submit(EngineRig.retries(1), "a");
    batch(rig, "b", "c");
    startAll(rig, 0, "a", "b", "c");
    rig.succeed(0, "c");
    rig.fail(0, "a", false);
    rig.fail(0, "b", false);
    assertThat(rig.statuses()).isEqualTo("c=succeeded b=failed");
    rig.advance(Duration.ofMinutes(1));
    assertThat(given(rig, 0)).endsWith("c 0", "a 0");
  }

  @Test
  void a_cancelled_item_drops_out_of_a_batch_that_has_not_begun() {
    EngineRig rig = rig(1, new BatchSize(4, 0, 1000));
    batch(rig, "a", "b", "c");
    rig.cancel("b");
    assertThat(rig.process(0).cancels())
        .containsExactly(new ToWorker.CancelTask(rig.request(0, "b"), false));
    rig.comeBack(0, "b");
    answerAll(rig, 0, "a", "c");
    assertThat(rig.result("b").status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(rig.result("c").status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void each_item_has_its_own_time_limit_and_the_others_go_on() {
    EngineRig rig = rig(1, new BatchSize(4, 0, 1000));
    rig.submit(EngineRig.timeout(SHORT), "a");
    rig.submit(EngineRig.timeout(SHORT.multipliedBy(2)), "c");
    batch(rig, "b");
    startAll(rig, 0, "a", "b", "c");
    rig.advance(SHORT);
    assertThat(rig.process(0).cancels())
        .containsExactly(new ToWorker.CancelTask(rig.request(0, "a"), false));
    rig.succeed(0, "a");
    rig.succeed(0, "b");
    rig.advance(SHORT);
    assertThat(rig.process(0).cancels())
        .contains(new ToWorker.CancelTask(rig.request(0, "c"), false));
    rig.fail(0, "c", false);
    assertThat(rig.statuses()).isEqualTo("a=timed_out b=succeeded c=timed_out");
  }

  @Test
  void a_handler_that_is_deaf_to_the_limit_of_one_item_loses_its_worker_and_the_others_run_again() {
    EngineRig rig = rig(1, new BatchSize(4, 0, 1000));
    rig.submit(EngineRig.timeout(SHORT), "a");
    batch(rig, "b", "c");
    startAll(rig, 0, "a", "b", "c");
    rig.advance(SHORT);
    for (int i = 0; i < 4; i++) { // to SIGKILL, by the ladder
      rig.advance(EngineRig.GRACE);
    }
    assertThat(rig.process(0).killed).isTrue();
    rig.exit(0, 137);
    assertThat(rig.result("a").status()).isEqualTo(TaskStatus.TIMED_OUT);
    rig.ready(1);
    assertThat(given(rig, 1)).containsExactly("b 1", "c 0");
    answerAll(rig, 1, "b", "c");
    assertThat(rig.result("b").attempts()).isEqualTo(1);
  }

  @Test
  void items_that_are_interrupted_for_the_sake_of_another_one_run_again() {
    EngineRig rig = rig(1, new BatchSize(4, 0, 1000));
    rig.submit(EngineRig.timeout(SHORT), "a");
    batch(rig, "b");
    startAll(rig, 0, "a", "b");
    rig.advance(SHORT);
    rig.advance(EngineRig.GRACE);
    interrupted(rig, "a");
    interrupted(rig, "b");
    assertThat(rig.statuses()).isEqualTo("a=timed_out");
    rig.goodbye(0);
    rig.ready(1);
    assertThat(given(rig, 1)).containsExactly("b 0");
  }

  @Test
  void a_death_under_a_batch_is_charged_to_the_deadly_task_alone_which_is_found_by_halves() {
    for (int deadly = 0; deadly < 32; deadly++) {
      releases.clear();
      String poison = "t" + deadly;
      EngineRig rig = rig(1, new BatchSize(32, 0, 1 << 20));
      String[] ids = IntStream.range(0, 32).mapToObj(i -> "t" + i).toArray(String[]::new);
      batch(rig, ids);
      int worker = 0;
      while (rig.results.size() < ids.length) {
        worker = runOutstanding(rig, worker, poison, Duration.ofMinutes(1));
      }
      assertThat(rig.result(poison).status()).as(poison).isEqualTo(TaskStatus.CRASHED);
      assertThat(rig.results.stream().filter(r -> r.status() == TaskStatus.SUCCEEDED)).hasSize(31);
      assertThat(rig.results).allMatch(result -> result.attempts() == 1);
      assertThat(worker).as("deaths that %s costs", poison).isEqualTo(6);
    }
  }

  @Test
  void one_deadly_task_in_32_does_not_end_the_pool_by_the_default_rule() {
    EngineRig rig = rig(1, new BatchSize(32, 0, 1 << 20));
    batch(rig, IntStream.range(0, 32).mapToObj(i -> "t" + i).toArray(String[]::new));
    int worker = 0;
    while (rig.results.size() < 32) { // with back-offs so short that all deaths are in one minute
      worker = runOutstanding(rig, worker, "t0", Duration.ofSeconds(5));
    }
    assertThat(rig.result("t0").status()).isEqualTo(TaskStatus.CRASHED);
    assertThat(rig.engine.ended()).isNotDone();
  }

  @Test
  void tasks_whose_worker_dies_before_it_has_started_them_run_again_in_halves() {
    EngineRig rig = rig(1, new BatchSize(4, 0, 1000));
    batch(rig, "a", "b", "c", "d");
    rig.exit(0, 3);
    rig.advance(Duration.ofMinutes(1));
    rig.ready(1);
    assertThat(given(rig, 1)).containsExactly("a 1", "b 0");
    assertThat(releases).endsWith("h 2 HALVED");
  }

  @Test
  void a_batch_may_wait_for_more_where_that_pays_and_no_longer_than_its_handler_lets_it() {
    EngineRig rig = rig(1, new BatchSize(8, 20, 1000));
    batch(rig, "first");
    for (int size = 1; size <= 6; size++) { // a batch costs 30 ms, a task nothing
      int number = size;
      rig.submit(IntStream.range(0, size).mapToObj(i -> number + "-" + i).toArray(String[]::new));
      answerOutstanding(rig, Duration.ofMillis(30));
    }
    answerOutstanding(rig, Duration.ofMillis(30));
    releases.clear();
    rig.submit("w");
    assertThat(outstanding(rig, 0)).isEmpty();
    rig.advance(Duration.ofMillis(19));
    assertThat(outstanding(rig, 0)).isEmpty();
    rig.advance(Duration.ofMillis(1));
    assertThat(outstanding(rig, 0)).containsExactly("w");
    assertThat(releases).containsExactly("h 1 WAITED");
  }

  @Test
  void payloads_beyond_the_limit_in_bytes_go_into_the_next_batch() {
    EngineRig rig = rig(1, new BatchSize(8, 0, 9)); // the payload null has 4 bytes
    batch(rig, "a", "b", "c");
    assertThat(given(rig, 0)).endsWith("a 1", "b 0");
    assertThat(releases).endsWith("h 2 BYTES");
  }

  private EngineRig rig(int workers, BatchSize size) {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.slots = workers;
    setup.batches = Map.of("h", size);
    setup.listener =
        new SupervisorListener() {
          @Override
          public boolean hearsTasks() {
            return true;
          }

          @Override
          public void batchReleased(String handler, int items, BatchRelease why) {
            releases.add(handler + " " + items + " " + why);
          }
        };
    return setup.start();
  }

  /** Has tasks wait, all at once, for the first worker, which becomes ready then. */
  private static void batch(EngineRig rig, String... ids) {
    rig.submit(ids);
    rig.ready(0);
  }

  /**
   * Plays a worker that dies under a task.
   *
   * @return number of the process that runs now
   */
  private static int runOutstanding(EngineRig rig, int worker, String deadly, Duration backoff) {
    List<String> now = outstanding(rig, worker);
    startAll(rig, worker, now.toArray(String[]::new));
    if (!now.contains(deadly)) {
      now.forEach(id -> rig.succeed(worker, id));
      return worker;
    }
    rig.exit(worker, 139);
    if (rig.results.size() < rig.entries.size()) {
      rig.advance(backoff);
      rig.ready(worker + 1);
    }
    return worker + 1;
  }

  private static void answerOutstanding(EngineRig rig, Duration time) {
    List<String> now = outstanding(rig, 0);
    startAll(rig, 0, now.toArray(String[]::new));
    rig.advance(time);
    now.forEach(id -> rig.succeed(0, id));
  }

  /** Returns ids of the tasks that a process was given and that have no result. */
  private static List<String> outstanding(EngineRig rig, int worker) {
    List<String> ended = rig.results.stream().map(TaskResult::id).toList();
    return rig.process(worker).runs().stream()
        .map(ToWorker.RunTask::task)
        .filter(id -> !ended.contains(id))
        .toList();
  }

  private static void startAll(EngineRig rig, int worker, String... ids) {
    for (String id : ids) {
      rig.start(worker, id);
    }
  }

  private static void answerAll(EngineRig rig, int worker, String... ids) {
    startAll(rig, worker, ids);
    for (String id : ids) {
      rig.succeed(worker, id);
    }
  }

  private static void interrupted(EngineRig rig, String id) {
    String type = "java.lang.InterruptedException";
    ErrorData data = new ErrorData(type, null, null, List.of(), false, null, null, null);
    RpcError error = new RpcError(RpcError.HANDLER_FAILED, type, data);
    rig.say(0, new FromWorker.Failure(rig.request(0, id), error));
  }

  /** Returns ids of the tasks that a process was given, each with the number that follow. */
  private static List<String> given(EngineRig rig, int worker) {
    return rig.process(worker).runs().stream().map(run -> run.task() + " " + run.more()).toList();
  }
}
