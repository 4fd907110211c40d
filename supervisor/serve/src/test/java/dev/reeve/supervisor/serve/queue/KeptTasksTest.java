package dev.reeve.supervisor.serve.queue;

import static dev.reeve.supervisor.serve.queue.QueueRun.next;
import static dev.reeve.supervisor.serve.queue.QueueRun.submission;
import static dev.reeve.supervisor.serve.queue.QueueRun.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Ended tasks that can still be looked at. */
class KeptTasksTest {
  private static final QueueBounds SMALL = new QueueBounds(3, 2000, 2, Duration.ofHours(1));

  private final QueueRun.Clock clock = new QueueRun.Clock();
  private final TaskQueue queue = TaskQueue.inMemory(SMALL, clock);

  private QueuedTask submit(String id) {
    return queue.submit(submission(id)).join();
  }

  @Test
  void ended_tasks_are_forgotten_by_number() throws Exception {
    for (String id : List.of("a", "b", "c")) {
      submit(id);
      succeed(queue, next(queue));
    }
    assertThat(queue.find("a")).isNull();
    assertThat(queue.find("b")).isNotNull();
    assertThat(queue.counts().kept()).isEqualTo(2);
    assertThat(queue.submit(submission("a", "2")).join().number()).isEqualTo(4);
  }

  @Test
  void ended_tasks_are_forgotten_by_age_and_waiting_ones_are_not() throws Exception {
    submit("a");
    submit("b");
    succeed(queue, next(queue));
    clock.advance(Duration.ofHours(1).toMillis());
    assertThat(queue.find("a")).isNotNull();
    clock.advance(1);
    assertThat(queue.find("a")).isNull();
    assertThat(queue.list((TaskState) null, null, 10).tasks())
        .singleElement()
        .satisfies(task -> assertThat(task.id()).isEqualTo("b"));
  }

  @Test
  void ended_tasks_are_forgotten_by_bytes() throws Exception {
    TaskQueue small =
        TaskQueue.inMemory(new QueueBounds(3, 9000, 100, Duration.ofHours(1), 1000, 36_000), clock);
    for (int i = 0; i < 20; i++) {
      small.submit(submission("t" + i)).join();
      succeed(small, next(small));
      assertThat(small.counts().keptBytes()).isLessThanOrEqualTo(1000);
    }
    assertThat(small.counts().kept()).isBetween(1L, 5L);
    assertThat(small.find("t19")).isNotNull();
  }

  @Test
  void without_room_for_ended_tasks_those_that_wait_for_one_get_its_record() throws Exception {
    TaskQueue forgetful =
        TaskQueue.inMemory(new QueueBounds(3, 9000, 0, Duration.ofHours(1)), clock);
    CompletableFuture<Json> record = forgetful.submit(submission("a")).join().ended();
    succeed(forgetful, next(forgetful));
    assertThat(record.join().toString()).contains("\"id\":\"a\"");
    assertThat(forgetful.find("a")).isNull();
    assertThat(forgetful.counts()).extracting(QueueCounts::kept).isEqualTo(0L);
  }
}
