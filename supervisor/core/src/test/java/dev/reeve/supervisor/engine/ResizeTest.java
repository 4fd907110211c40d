package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.engine.worker.PoolCommand;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.process.WorkerKey;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The number of workers of a pool changes. */
class ResizeTest {
  /** Beyond the slots of all pools here. */
  private static final int FIRST_NEW = 100;

  private static void resize(EngineRig rig, int workers) {
    rig.steer(new PoolCommand.Resize(workers, FIRST_NEW));
  }

  private static EngineRig rig(int workers, int spares) {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.slots = workers;
    setup.spares = spares;
    return setup.start();
  }

  @Test
  void a_larger_pool_starts_workers_as_there_are_tasks_for_them() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a", "b", "c");
    rig.ready(0);
    assertThat(rig.launcher.processes).hasSize(1);
    resize(rig, 5);
    assertThat(rig.launcher.processes).hasSize(3);
    rig.ready(1, 2);
    rig.startAndSucceed(1, "b");
    rig.startAndSucceed(2, "c");
    assertThat(rig.engine.snapshot().condition().size()).isEqualTo(5);
  }

  @Test
  void the_slots_of_spare_workers_join_a_larger_pool_before_new_ones_are_made() {
    EngineRig rig = rig(1, 1);
    rig.submit("a", "b", "c");
    resize(rig, 3);
    assertThat(slots(rig)).containsExactly(0, 1, 100);
    resize(rig, 2);
    assertThat(slots(rig)).containsExactly(0, 1, 100); // its worker starts, and is ended then
    rig.ready(0, 1, 2);
    assertThat(rig.process(2).askedToShutDown()).isTrue();
    rig.goodbye(2);
    assertThat(slots(rig)).containsExactly(0, 1);
  }

  private static List<Integer> slots(EngineRig rig) {
    return rig.engine.snapshot().workers().stream().map(WorkerActivity::slot).toList();
  }

  @Test
  void a_smaller_pool_ends_idle_workers_first_and_lets_busy_ones_finish() {
    EngineRig rig = EngineRig.withSlots(3);
    rig.submit("a", "b", "c");
    rig.ready(0, 1, 2);
    rig.start(0, "a");
    rig.start(1, "b");
    rig.startAndSucceed(2, "c");
    resize(rig, 1);
    assertThat(rig.process(2).askedToShutDown()).isTrue();
    rig.goodbye(2);
    rig.submit("d", "e");
    rig.advance(Duration.ofSeconds(1));
    assertThat(rig.process(0).askedToShutDown()).isFalse();
    assertThat(rig.process(1).askedToShutDown()).isFalse();
    rig.succeed(1, "b");
    assertThat(rig.process(1).askedToShutDown()).isTrue();
    rig.goodbye(1);
    rig.succeed(0, "a");
    rig.startAndSucceed(0, "d", "e");
    assertThat(rig.statuses())
        .isEqualTo("c=succeeded b=succeeded a=succeeded d=succeeded e=succeeded");
    assertThat(rig.launcher.processes).hasSize(3);
    assertThat(rig.log).contains("INFO worker 1.0 (pid 1001) is to end: the pool was made smaller");
  }

  @Test
  void a_worker_that_is_to_go_gives_back_what_waits_behind_its_task() {
    EngineRig rig = EngineRig.withSlots(2);
    rig.submit("w1", "w2");
    rig.ready(0, 1);
    rig.succeedAfter(0, "w1", Duration.ofNanos(1_000));
    rig.succeedAfter(1, "w2", Duration.ofNanos(1_000));
    rig.submit("a", "b", "c", "d");
    int last = rig.process(1).runs().size();
    assertThat(last).isGreaterThan(1);
    String first = rig.process(1).runs().get(1).task();
    rig.start(1, first);
    resize(rig, 1);
    assertThat(rig.process(1).cancels()).hasSize(last - 2);
  }

  @Test
  void a_busy_worker_stays_if_the_pool_grows_again_before_it_has_finished() {
    EngineRig rig = EngineRig.withSlots(2);
    rig.submit("a", "b");
    rig.ready(0, 1);
    rig.start(0, "a");
    rig.start(1, "b");
    resize(rig, 1);
    resize(rig, 2);
    rig.succeed(1, "b");
    rig.submit("c");
    rig.startAndSucceed(1, "c");
    assertThat(rig.process(1).askedToShutDown()).isFalse();
  }

  @Test
  void a_slot_that_had_left_has_a_worker_of_the_next_generation() {
    EngineRig rig = EngineRig.withSlots(2);
    rig.submit("a", "b");
    rig.ready(0, 1);
    rig.start(0, "a");
    rig.startAndSucceed(1, "b");
    resize(rig, 1);
    rig.goodbye(1);
    resize(rig, 2);
    rig.submit("c", "d");
    assertThat(rig.process(2).key).isEqualTo(new WorkerKey(1, 1));
  }

  @Test
  void tasks_of_a_running_task_still_find_a_worker_in_a_smaller_pool() {
    EngineRig rig = rig(2, 0);
    rig.submit("a", "b");
    rig.ready(0, 1);
    rig.start(0, "a");
    rig.startAndSucceed(1, "b");
    resize(rig, 1);
    rig.goodbye(1);
    rig.submitFrom(0, "a", "x");
    rig.ready(2);
    rig.startAndSucceed(2, "a/1");
    rig.succeed(0, "a");
    assertThat(rig.result("a").status().word()).isEqualTo("succeeded");
  }

  @Test
  void the_end_of_a_run_ends_workers_of_all_slots() {
    EngineRig rig = EngineRig.withSlots(1);
    resize(rig, 2);
    rig.submit("a", "b");
    rig.ready(0, 1);
    rig.startAndSucceed(0, "a");
    rig.start(1, "b");
    resize(rig, 1);
    rig.succeed(1, "b");
    rig.finish();
    rig.goodbye(0);
    rig.goodbye(1);
    assertThat(rig.summary().workers()).hasSize(2);
  }

  @Test
  void random_sizes_lose_no_task() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    EngineRig rig = rig(2, 2);
    int tasks = 200;
    int most = 2;
    for (int i = 0; i < tasks; i++) {
      rig.submit("t" + i);
    }
    for (int step = 0; step < 20_000 && rig.results.size() < tasks; step++) {
      if (random.nextInt(10) == 0) {
        int size = 1 + random.nextInt(6);
        rig.steer(new PoolCommand.Resize(size, 2 + most));
        most = Math.max(most, size);
      }
      work(rig, random);
    }
    assertThat(rig.results).as("seed " + seed).hasSize(tasks);
    assertThat(rig.results)
        .as("seed " + seed)
        .allMatch(result -> result.status().word().equals("succeeded"));
  }

  /** Does the next step of a process. */
  private static void work(EngineRig rig, Random random) {
    int number = random.nextInt(rig.launcher.processes.size());
    ScriptedLauncher.Scripted process = rig.process(number);
    WorkerActivity worker =
        rig.engine.snapshot().workers().stream()
            .filter(each -> each.slot() == process.key.slot())
            .findFirst()
            .orElse(null);
    if (rig.gone.contains(number)) {
      return;
    }
    if (process.askedToShutDown()) {
      rig.gone.add(number);
      rig.goodbye(number);
    } else if (worker != null && worker.state().equals("starting")) {
      rig.ready(number);
    } else if (worker != null && worker.state().equals("busy")) {
      String task = process.runs().get(process.runs().size() - 1).task();
      if (worker.taskId() == null) {
        rig.start(number, task);
      } else {
        rig.clock.advance(Duration.ofMillis(50));
        rig.succeed(number, worker.taskId());
      }
    }
  }
}
