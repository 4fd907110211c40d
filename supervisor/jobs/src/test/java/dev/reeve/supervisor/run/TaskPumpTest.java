package dev.reeve.supervisor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.Delivery;
import dev.reeve.supervisor.results.ResultSpill;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class TaskPumpTest {
  private final FakePool pool = FakePool.silent();
  private final List<String> submitted = pool.submitted;
  private final List<Delivery> delivered = new CopyOnWriteArrayList<>();

  private TaskPump pump(FakeJob job, int window) {
    RunLimits limits = new RunLimits(window, 1L << 40);
    ResumeFilter resume = new ResumeFilter(null, false, task -> {});
    ResultBacklog backlog =
        new ResultBacklog(
            new RunLimits(window, 1L << 40), pool, new ResultSpill(List.of(), x -> {}));
    ResultRoute route = new ResultRoute(backlog, delivered::add, false);
    TaskPump pump =
        new TaskPump(job, new Handover(resume, pool, new Admission(new TaskWindow(limits), route)));
    pump.start();
    return pump;
  }

  private void answerAll() {
    pool.answerAll();
    delivered.forEach(Delivery::settled);
    delivered.clear();
  }

  @Test
  void every_entry_is_handed_over_in_order_with_its_place() throws Exception {
    TaskPump pump = pump(FakeJob.stream().task().rejected("bad").task().end(), 10);
    pump.await();
    assertThat(submitted).containsExactly("t1", "t3");
    assertThat(delivered).singleElement().satisfies(d -> assertThat(d.place()).isEqualTo(2));
    assertThat(delivered.get(0).result().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(pump.failure()).isNull();
  }

  @Test
  void reading_does_not_run_ahead_of_the_window() {
    pump(FakeJob.stream().task().task().task().end(), 2);
    await().until(() -> submitted.size() == 2);
    assertThat(submitted).containsExactly("t1", "t2");
    answerAll();
    await().until(() -> submitted.size() == 3);
  }

  @Test
  void a_result_makes_room_only_once_it_is_settled() {
    pump(FakeJob.stream().rejected("bad").task().end(), 1);
    await().until(() -> delivered.size() == 1);
    assertThat(submitted).isEmpty();
    delivered.get(0).settled();
    await().until(() -> submitted.size() == 1);
  }

  @Test
  void a_stream_that_says_nothing_more_does_not_keep_a_stopped_run_from_ending()
      throws InterruptedException {
    FakeJob job = FakeJob.stream().task();
    TaskPump pump = pump(job, 10);
    await().until(() -> submitted.size() == 1);
    pump.stop();
    pump.await();
    job.task().task();
    assertThat(submitted).containsExactly("t1");
  }

  @Test
  void a_task_that_was_read_is_handed_over_even_if_the_run_stops_meanwhile()
      throws InterruptedException {
    TaskPump pump = pump(FakeJob.stream().task().task().task(), 1);
    await().until(() -> submitted.size() == 1);
    await().until(TaskPumpTest::inputThreadWaitsForTheWindow);
    pump.stop();
    answerAll();
    pump.await();
    assertThat(submitted).containsExactly("t1", "t2");
  }

  private static boolean inputThreadWaitsForTheWindow() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> entry.getKey().getName().equals("reeve-input"))
        .flatMap(entry -> List.of(entry.getValue()).stream())
        .anyMatch(frame -> frame.getClassName().equals(TaskWindow.class.getName()));
  }

  @Test
  void a_document_is_read_to_its_end_also_after_a_stop() throws InterruptedException {
    FakeJob job = new FakeJob(3).task();
    TaskPump pump = pump(job, 10);
    pump.stop();
    job.task().task().end();
    pump.await();
    assertThat(submitted).containsExactly("t1", "t2", "t3");
  }

  @Test
  void input_that_breaks_off_is_told_and_what_was_read_stays() throws InterruptedException {
    TaskPump pump = pump(FakeJob.stream().task().breaksOff("disk on fire"), 10);
    pump.await();
    assertThat(submitted).containsExactly("t1");
    assertThat(pump.failure()).hasMessage("disk on fire");
  }

  @Test
  void input_that_does_not_fit_into_memory_is_told_and_does_not_look_like_the_end()
      throws InterruptedException {
    OutOfMemoryError full = new OutOfMemoryError("Java heap space");
    TaskPump pump = pump(FakeJob.stream().task().fails(full), 10);
    pump.await();
    assertThat(pump.failure()).isSameAs(full);
  }

  @Test
  void a_pump_that_waits_for_room_in_vain_is_waited_for_no_longer_than_patience_lasts()
      throws InterruptedException {
    TaskPump pump = pump(new FakeJob(3).task().task().task(), 1);
    await().until(TaskPumpTest::inputThreadWaitsForTheWindow);
    pump.abandon(Duration.ofMillis(20));
    pump.await();
    assertThat(submitted).containsExactly("t1");
  }

  @Test
  void nobody_waits_for_a_pump_that_was_abandoned() throws InterruptedException {
    TaskPump pump = pump(new FakeJob(2).task().task(), 1);
    pump.abandon();
    pump.await();
    assertThat(pump.failure()).isNull();
  }
}
