package dev.reeve.supervisor.serve.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.job.JobSchedule;
import dev.reeve.supervisor.serve.queue.QueueBounds;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import dev.reeve.supervisor.serve.queue.TaskQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<String> messages = new ArrayList<>();
  private final TaskQueue queue = TaskQueue.inMemory(new QueueBounds(3, 1 << 20, 10, MINUTE));
  private Instant now = START;
  private final Scheduler scheduler =
      new Scheduler(queue, messages::add, () -> now, ZoneOffset.UTC);

  @AfterEach
  void close() throws Exception {
    scheduler.close();
    queue.close();
  }

  @Test
  void a_task_is_submitted_when_it_is_due_with_the_time_in_its_id() {
    scheduler.follow(List.of(Schedules.every("poll", MINUTE)));
    at("2026-03-01T12:00:59Z");
    assertThat(ids()).isEmpty();
    assertThat(scheduler.waitMillis(now)).isEqualTo(1_000);
    at("2026-03-01T12:01:00Z");
    assertThat(ids()).containsExactly("poll@2026-03-01T12:01:00Z");
    assertThat(scheduler.waitMillis(now)).isEqualTo(60_000);
  }

  @Test
  void while_the_task_before_has_not_ended_the_next_is_left_out_unless_they_may_queue() {
    JobSchedule skips = Schedules.every("skips", MINUTE);
    JobSchedule queues = Schedules.queueing(Schedules.every("queues", MINUTE));
    scheduler.follow(List.of(skips, queues));
    at("2026-03-01T12:01:00Z");
    at("2026-03-01T12:02:00Z");
    assertThat(ids())
        .containsExactly(
            "queues@2026-03-01T12:02:00Z",
            "queues@2026-03-01T12:01:00Z",
            "skips@2026-03-01T12:01:00Z");
    assertThat(messages)
        .containsExactly(
            "task \"skips@2026-03-01T12:02:00Z\" is left out, because"
                + " \"skips@2026-03-01T12:01:00Z\" has not ended");
    assertThat(queue.cancelWaiting("skips@2026-03-01T12:01:00Z")).isTrue();
    at("2026-03-01T12:03:00Z");
    assertThat(ids()).contains("skips@2026-03-01T12:03:00Z");
  }

  @Test
  void of_times_that_passed_while_the_machine_slept_the_last_counts() {
    scheduler.follow(List.of(Schedules.every("poll", MINUTE)));
    at("2026-03-01T15:30:30Z");
    at("2026-03-01T15:30:31Z");
    assertThat(ids()).containsExactly("poll@2026-03-01T15:30:00Z");
  }

  @Test
  void a_full_queue_is_told_and_the_next_time_counts_again() {
    List<JobSchedule> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(Schedules.cron("c" + i, "* * * * *"));
    }
    scheduler.follow(all);
    at("2026-03-01T12:01:00Z");
    assertThat(ids()).hasSize(3);
    assertThat(messages).singleElement().asString().contains("\"c3@2026-03-01T12:01:00Z\"");
    assertThat(queue.cancelWaiting("c0@2026-03-01T12:01:00Z")).isTrue();
    at("2026-03-01T12:02:00Z");
    assertThat(ids()).contains("c0@2026-03-01T12:02:00Z");
  }

  @Test
  void after_a_reload_the_new_schedules_hold_and_tasks_that_wait_are_known() {
    scheduler.follow(List.of(Schedules.every("a", MINUTE), Schedules.every("b", MINUTE)));
    at("2026-03-01T12:01:00Z");
    scheduler.follow(List.of(Schedules.every("a", MINUTE)));
    at("2026-03-01T12:02:00Z");
    assertThat(ids()).containsExactlyInAnyOrder("a@2026-03-01T12:01:00Z", "b@2026-03-01T12:01:00Z");
    assertThat(messages).singleElement().asString().contains("\"a@2026-03-01T12:02:00Z\"");
  }

  @Test
  void an_invalid_time_changes_nothing() {
    scheduler.follow(List.of(Schedules.every("a", MINUTE)));
    assertThatThrownBy(() -> scheduler.follow(List.of(Schedules.cron("b", "x"))))
        .isInstanceOf(IllegalArgumentException.class);
    at("2026-03-01T12:01:00Z");
    assertThat(ids()).containsExactly("a@2026-03-01T12:01:00Z");
  }

  @Test
  void the_thread_submits_by_itself_and_ends() throws Exception {
    TaskQueue other = TaskQueue.inMemory(QueueBounds.DEFAULT);
    Scheduler running = new Scheduler(other, messages::add);
    running.start();
    running.follow(List.of(Schedules.every("soon", Duration.ofSeconds(1))));
    Awaitility.await().until(() -> !other.list(task -> true, null, 1).tasks().isEmpty());
    running.close();
    other.close();
    Awaitility.await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("reeve-schedule")));
  }

  private void at(String time) {
    now = Instant.parse(time);
    scheduler.submitDue(now);
  }

  private List<String> ids() {
    return queue.list(task -> task.endedAt() == null, null, 10).tasks().stream()
        .map(QueuedTask::id)
        .toList();
  }
}
