package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.engine.worker.StartFailures;
import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a pool goes on although workers die, when it ends, and when it pauses. */
class RestartsTest {
  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final int EAGAIN = 11;

  /** What a JVM writes that may have no more threads. */
  private static final String NO_THREAD =
      """
      [0.485s][warning][os,thread] Failed to start thread "x" - pthread_create failed (EAGAIN)
      Error occurred during initialization of VM
      java.lang.OutOfMemoryError: unable to create native thread
      """;

  @ParameterizedTest
  @ValueSource(ints = {3, 10, 50, 100})
  void one_task_in_so_many_that_kills_its_worker_costs_no_other(int oneIn) {
    EngineRig rig = EngineRig.withSlots(1);
    int process = 0;
    rig.ready(process);
    for (int i = 1; i <= 12 * oneIn; i++) {
      rig.submit("t" + i);
      rig.start(process, "t" + i);
      if (i % oneIn == 0) {
        rig.exit(process, 134);
        process = nextReady(rig);
      } else {
        rig.succeed(process, "t" + i);
      }
    }
    assertThat(rig.engine.stopping()).isNotDone();
    assertThat(rig.results).hasSize(12 * oneIn);
    assertThat(rig.results.stream().filter(each -> each.status() == TaskStatus.CRASHED))
        .hasSize(12);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neither_do_deadly_tasks_that_come_at_random(long seed) {
    Random random = new Random(seed);
    EngineRig rig = EngineRig.withSlots(1);
    int process = 0;
    rig.ready(process);
    for (int i = 1; i <= 1_000; i++) {
      rig.submit("t" + i);
      rig.start(process, "t" + i);
      if (random.nextInt(50) == 0) {
        rig.exit(process, 134);
        process = nextReady(rig);
      } else {
        rig.succeed(process, "t" + i);
      }
    }
    assertThat(rig.engine.stopping()).isNotDone();
  }

  @Test
  void a_pool_whose_workers_all_die_ends_within_seconds() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a", "b", "c", "d", "e", "f", "g");
    Duration time = Duration.ZERO;
    for (int i = 0; !rig.engine.stopping().isDone(); i++) {
      rig.ready(i);
      rig.start(i, String.valueOf((char) ('a' + i)));
      rig.exit(i, 1);
      while (!rig.engine.stopping().isDone() && rig.launcher.processes.size() == i + 1) {
        rig.advance(Duration.ofMillis(100));
        time = time.plusMillis(100);
      }
    }
    assertThat(time).isLessThan(Duration.ofSeconds(10));
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.WORKERS_KEEP_DYING);
    assertThat(rig.summary().message())
        .isEqualTo(
            "6 more workers died in slot 0 within 1m than tasks were completed, the last one: exit"
                + " code 1");
  }

  @Test
  void workers_that_are_never_ready_in_time_end_the_pool_with_the_limit_in_one_line() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    for (int i = 0; i < 3; i++) {
      rig.advance(Duration.ofSeconds(31));
      rig.ready(i); // too late
      rig.exit(i, 143, "a thread dump\nof many lines");
      rig.advance(Duration.ofSeconds(5));
    }
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.WORKERS_DO_NOT_START);
    assertThat(rig.summary().message())
        .isEqualTo(
            "3 workers ended before they were ready, the last because it was not ready within 30s");
  }

  @Test
  void the_limit_can_be_set() {
    EngineRig rig = rig(RestartPolicy.ENDING.withMaxCrashes(0));
    rig.submit("a", "b");
    rig.ready(0);
    rig.startAndSucceed(0, "a");
    rig.start(0, "b");
    rig.exit(0, 1);
    assertThat(rig.engine.stopping()).isDone();
  }

  @Test
  void a_pool_that_serves_pauses_and_goes_on() {
    EngineRig rig = rig(RestartPolicy.PAUSING);
    die(rig, 6);
    int started = rig.launcher.processes.size();
    rig.advance(Duration.ofSeconds(45));
    assertThat(rig.launcher.processes).hasSize(started);
    rig.advance(Duration.ofSeconds(30));
    assertThat(rig.launcher.processes).as("the pause is over").hasSize(started + 1);
    assertThat(rig.log).anyMatch(line -> line.contains("the slot pauses for"));
    rig.ready(started);
    rig.submit("good");
    rig.startAndSucceed(started, "good");
    assertThat(rig.engine.stopping()).isNotDone();
    assertThat(rig.statuses()).endsWith("good=succeeded");
  }

  @Test
  void a_death_right_after_a_pause_begins_a_longer_one() {
    EngineRig rig = rig(RestartPolicy.PAUSING);
    die(rig, 6);
    rig.advance(Duration.ofSeconds(75));
    die(rig, 1);
    int started = rig.launcher.processes.size();
    rig.advance(Duration.ofSeconds(75));
    assertThat(rig.launcher.processes).hasSize(started);
    rig.advance(Duration.ofSeconds(75));
    assertThat(rig.launcher.processes).hasSize(started + 1);
  }

  @Test
  void a_pool_that_is_to_end_does_not_pause() {
    EngineRig rig = rig(RestartPolicy.PAUSING);
    die(rig, 6);
    rig.submit("left");
    int started = rig.launcher.processes.size();
    rig.finish();
    for (int second = 0; second < 31; second++) {
      rig.advance(A_SECOND);
    }
    assertThat(rig.launcher.processes).as("the pause ends").hasSize(started + 1);
    die(rig, 1);
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.WORKERS_KEEP_DYING);
    assertThat(rig.statuses()).endsWith("left=skipped");
  }

  @Test
  void workers_that_get_too_few_threads_are_started_again_later_while_others_work() {
    EngineRig rig = EngineRig.withSlots(4);
    rig.submit("a", "b", "c", "d");
    for (int i = 1; i <= 3; i++) {
      rig.exit(i, 1, NO_THREAD);
    }
    rig.ready(0);
    rig.startAndSucceed(0, "a", "b", "c", "d");
    assertThat(rig.engine.stopping()).isNotDone();
    assertThat(rig.log)
        .contains(
            "WARNING worker 3.0 ended unasked while starting, exit code 1:"
                + " the system refused its JVM a thread");
  }

  @Test
  void a_pool_none_of_whose_workers_gets_enough_threads_ends_as_if_none_could_be_started() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    for (int i = 0; i < StartFailures.FAILURES; i++) {
      assertThat(rig.engine.stopping()).isNotDone();
      rig.exit(i, 1, NO_THREAD);
      rig.advance(Duration.ofSeconds(40));
    }
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.SYSTEM_REFUSES);
    assertThat(rig.results.get(0).error().message()).contains("raise ulimit -u");
  }

  @Test
  void a_pool_that_serves_asks_a_system_that_refuses_processes_again_and_again() {
    EngineRig rig = rig(RestartPolicy.PAUSING);
    rig.submit("a");
    rig.ready(0);
    rig.exit(0, 1);
    for (int i = 1; i <= 12; i++) {
      rig.advance(Duration.ofSeconds(40));
      rig.startFails(i, EAGAIN);
    }
    assertThat(rig.engine.stopping()).isNotDone();
    rig.advance(Duration.ofSeconds(40));
    rig.ready(13);
    rig.startAndSucceed(13, "a");
    assertThat(rig.statuses()).isEqualTo("a=succeeded");
  }

  private static EngineRig rig(RestartPolicy restarts) {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.restarts = restarts;
    return setup.start();
  }

  /** So many workers die while they are idle, each when it has become ready. */
  private static void die(EngineRig rig, int times) {
    for (int i = 0; i < times; i++) {
      int last = rig.launcher.processes.size() - 1;
      rig.ready(last);
      rig.exit(last, 1);
      for (int wait = 0; wait < 50 && i < times - 1; wait++) {
        rig.advance(Duration.ofMillis(100));
      }
    }
  }

  private static int nextReady(EngineRig rig) {
    rig.advance(A_SECOND);
    int next = rig.launcher.processes.size() - 1;
    rig.ready(next);
    return next;
  }
}
