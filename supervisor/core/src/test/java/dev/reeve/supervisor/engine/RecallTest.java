package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.FromWorker;
import dev.reeve.supervisor.engine.worker.Dispatcher;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Tasks that are taken back from a worker. It takes one out of its queue first and sends it back a
 * moment later; meanwhile it may start the task behind it.
 */
class RecallTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private final EngineRig rig = rigWithRecalled("long", "back", "next");

  @Test
  void a_task_may_start_before_the_one_ahead_of_it_has_come_back() {
    rig.succeed(0, "long");
    rig.start(0, "next");
    rig.comeBack(0, "back");
    rig.succeed(0, "next");
    assertThat(rig.statuses()).endsWith("long=succeeded next=succeeded");
    assertThat(rig.process(1).runs()).last().matches(run -> run.task().equals("back"));
    assertNoComplaint();
  }

  @Test
  void its_time_limit_counts() {
    rig.succeed(0, "long");
    rig.start(0, "next");
    rig.comeBack(0, "back");
    rig.advance(LIMIT);
    assertThat(rig.process(0).cancels())
        .last()
        .matches(cancel -> cancel.request().equals(rig.request(0, "next")))
        .matches(cancel -> !cancel.onlyWaiting());
  }

  @Test
  void it_is_charged_if_its_worker_dies_and_the_one_ahead_of_it_is_not() {
    rig.succeed(0, "long");
    rig.start(0, "next");
    rig.exit(0, 137);
    assertThat(rig.statuses()).endsWith("long=succeeded next=crashed");
    rig.startAndSucceed(1, "back");
    assertThat(rig.statuses()).endsWith("back=succeeded");
  }

  @Test
  void it_is_charged_too_if_only_the_last_words_tell_of_its_start() {
    rig.succeed(0, "long");
    rig.lastWords(0, new FromWorker.TaskStarted(rig.request(0, "next")));
    rig.exit(0, 137);
    assertThat(rig.statuses()).endsWith("long=succeeded next=crashed");
  }

  @Test
  void a_task_may_start_before_one_that_its_caller_cancelled_has_come_back() {
    EngineRig other = rigWith("long", "back", "next");
    other.cancel("back");
    other.succeed(0, "long");
    other.start(0, "next");
    other.comeBack(0, "back");
    other.succeed(0, "next");
    assertThat(other.statuses()).endsWith("long=succeeded back=cancelled next=succeeded");
    assertThat(other.log).noneMatch(line -> line.startsWith("WARNING"));
  }

  @Test
  void one_that_comes_back_after_it_was_passed_by_cannot_start() {
    rig.succeed(0, "long");
    rig.start(0, "next");
    rig.start(0, "back");
    assertThat(rig.log).anyMatch(line -> line.contains("which is not its next"));
  }

  @Test
  void a_task_that_starts_before_one_that_nobody_took_back_is_complained_of() {
    EngineRig other = rigWith("long", "stays", "next");
    other.succeed(0, "long");
    other.start(0, "next");
    assertThat(other.log).anyMatch(line -> line.contains("which is not its next"));
  }

  private void assertNoComplaint() {
    assertThat(rig.log).noneMatch(line -> line.startsWith("WARNING"));
  }

  /** The first runs; the others are taken back, because another worker is idle. */
  private static EngineRig rigWithRecalled(String... tasks) {
    EngineRig rig = rigWith(tasks);
    rig.startAndSucceed(1, "x", "y", "z");
    rig.advance(Dispatcher.TAKE_BACK_AFTER);
    assertThat(rig.process(0).cancels()).hasSize(2);
    return rig;
  }

  /** Worker 0 runs the first, and the others wait behind it; worker 1 has tasks of its own. */
  private static EngineRig rigWith(String... tasks) {
    EngineRig rig = EngineRig.withSlots(2);
    rig.submit("warm0", "warm1");
    rig.ready(0, 1);
    rig.startAndSucceed(0, "warm0");
    rig.startAndSucceed(1, "warm1");
    rig.submit(EngineRig.timeout(LIMIT), tasks[0], "x", tasks[1], "y", tasks[2], "z");
    rig.start(0, tasks[0]);
    return rig;
  }
}
