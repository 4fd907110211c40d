package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.engine.worker.Dispatcher;
import dev.reeve.supervisor.engine.worker.PrefetchWindow;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Four workers where there are two processors. */
class ShortTaskPlacementTest {
  private static final int WORKERS = 4;

  private final EngineRig rig = rig();

  private static EngineRig rig() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.slots = WORKERS;
    setup.processors = 2;
    return setup.start();
  }

  @Test
  void quick_tasks_go_to_as_many_workers_as_there_are_processors() {
    allWarm(Duration.ofNanos(1_000));
    submit(10);

    assertThat(busy()).isEqualTo(2);
  }

  @Test
  void longer_tasks_go_to_all() {
    allWarm(Duration.ofMillis(1));
    submit(10);

    assertThat(busy()).isEqualTo(WORKERS);
  }

  @Test
  void one_that_turns_out_to_be_long_sends_the_others_to_those_without_work() {
    allWarm(Duration.ofNanos(1_000));
    submit(4);
    int first = workerWith("t0");
    int second = workerWith("t1");
    rig.start(first, "t0");
    rig.start(second, "t1");

    rig.advance(Dispatcher.TAKE_BACK_AFTER);
    rig.comeBack(workerWith("t2"), "t2");
    rig.comeBack(workerWith("t3"), "t3");

    assertThat(busy()).isEqualTo(WORKERS);
  }

  @Test
  void what_waits_for_a_crew_at_long_work_is_looked_at_in_time() {
    allWarm(Duration.ofNanos(1_000));
    submit(3 * PrefetchWindow.MOST);
    rig.start(workerWith("t0"), "t0");
    rig.start(workerWith("t1"), "t1");
    assertThat(busy()).isEqualTo(2);

    rig.advance(Duration.ofNanos(rig.engine.nextWait(rig.clock.nanos())));

    assertThat(busy()).isEqualTo(WORKERS);
  }

  @Test
  void a_worker_of_the_crew_that_dies_is_stood_in_for() {
    allWarm(Duration.ofNanos(1_000));
    submit(10);
    rig.exit(workerWith("t0"), 1);

    assertThat(busy()).isEqualTo(2);
  }

  /** All are ready and have run a task, which took that long. */
  private void allWarm(Duration took) {
    for (int i = 0; i < WORKERS; i++) {
      rig.submit("warm" + i);
    }
    rig.ready(0, 1, 2, 3);
    for (int i = 0; i < WORKERS; i++) {
      rig.succeedAfter(workerWith("warm" + i), "warm" + i, took);
    }
    assertThat(busy()).isZero();
  }

  private void submit(int count) {
    for (int i = 0; i < count; i++) {
      rig.submit("t" + i);
    }
  }

  /** The one that was given the task last. */
  private int workerWith(String task) {
    return has(task).orElseThrow();
  }

  private OptionalInt has(String task) {
    return IntStream.range(0, rig.launcher.processes.size())
        .filter(i -> rig.process(i).runs().stream().anyMatch(run -> run.task().equals(task)))
        .findFirst();
  }

  private long busy() {
    return rig.engine.snapshot().workers().stream().filter(w -> w.state().equals("busy")).count();
  }
}
