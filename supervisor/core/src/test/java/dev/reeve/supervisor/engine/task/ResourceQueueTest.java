package dev.reeve.supervisor.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResourceQueueTest {
  private final WaitingTasks waiting = new WaitingTasks(Map.of("gpu", 4, "db", 2));
  private long seq;

  private TrackedTask add(String id, int priority, Map<String, Integer> uses) {
    TaskPolicy policy = new TaskPolicy(null, 0, Backoff.DEFAULT, uses);
    TrackedTask task =
        new TrackedTask(
            new Task(++seq, id, "h", Json.NULL, policy, priority, List.of()), result -> {});
    waiting.addLast(task);
    return task;
  }

  private TrackedTask add(String id, Map<String, Integer> uses) {
    return add(id, 0, uses);
  }

  private @Nullable String poll() {
    TrackedTask peeked = waiting.peek();
    TrackedTask task = waiting.poll();
    assertThat(task).isSameAs(peeked);
    return task == null ? null : task.task().id();
  }

  @Test
  void no_more_is_used_than_there_is() {
    TrackedTask a = add("a", Map.of("gpu", 2));
    add("b", Map.of("gpu", 2));
    add("c", Map.of("gpu", 1));
    assertThat(waiting.ready()).isEqualTo(2);
    assertThat(poll()).isEqualTo("a");
    assertThat(poll()).isEqualTo("b");
    assertThat(poll()).isNull();
    assertThat(waiting.ready()).isZero();
    assertThat(waiting.waitingForResources()).isEqualTo(1);
    waiting.releaseResources(a);
    waiting.releaseResources(a);
    assertThat(poll()).isEqualTo("c");
  }

  @Test
  void a_task_that_uses_much_is_not_starved_and_tasks_that_use_other_things_go_on() {
    TrackedTask a = add("a", Map.of("gpu", 1));
    assertThat(poll()).isEqualTo("a");
    add("big", Map.of("gpu", 4));
    add("b", Map.of("gpu", 1));
    add("c", Map.of("db", 1));
    add("plain", Map.of());
    assertThat(poll()).isEqualTo("c");
    assertThat(poll()).isEqualTo("plain");
    assertThat(poll()).isNull();
    waiting.releaseResources(a);
    assertThat(poll()).isEqualTo("big");
    assertThat(poll()).isNull();
  }

  @Test
  void what_a_waiting_task_does_not_need_is_left_to_others() {
    TrackedTask a = add("a", Map.of("gpu", 4));
    assertThat(poll()).isEqualTo("a");
    add("both", Map.of("gpu", 4, "db", 1));
    add("b", Map.of("db", 1));
    add("c", Map.of("db", 1));
    assertThat(poll()).isEqualTo("b");
    assertThat(poll()).as("the last of db is promised").isNull();
    waiting.releaseResources(a);
    assertThat(poll()).isEqualTo("both");
  }

  @Test
  void tasks_go_in_the_order_of_their_priorities_and_then_of_their_turns() {
    add("a", Map.of("gpu", 1));
    add("b", Map.of());
    TrackedTask c = add("c", Map.of("db", 1));
    add("d", 5, Map.of("gpu", 1));
    add("e", 5, Map.of());
    assertThat(List.of(poll(), poll(), poll(), poll(), poll()))
        .containsExactly("d", "e", "a", "b", "c");
    waiting.releaseResources(c);
    add("f", Map.of("gpu", 1));
    waiting.addFirst(c);
    assertThat(poll()).isEqualTo("c");
  }

  @Test
  void a_task_by_its_number_needs_only_what_is_free() {
    TrackedTask a = add("a", Map.of("gpu", 2));
    assertThat(poll()).isEqualTo("a");
    add("big", Map.of("gpu", 4));
    add("c", Map.of("gpu", 1));
    assertThat(waiting.poll(2)).isNull();
    TrackedTask c = waiting.poll(3);
    assertThat(c).isNotNull();
    waiting.releaseResources(a);
    assertThat(poll()).isNull();
    waiting.releaseResources(c);
    assertThat(poll()).isEqualTo("big");
  }

  @Test
  void all_tasks_are_taken_out_when_the_run_stops_and_none_holds_anything() {
    add("a", Map.of("gpu", 4));
    add("b", Map.of("gpu", 4));
    add("c", Map.of());
    for (int i = 0; i < 3; i++) {
      TrackedTask task = waiting.pollAny();
      assertThat(task).isNotNull();
      assertThat(task.holdsResources()).isFalse();
    }
    assertThat(waiting.pollAny()).isNull();
  }

  @Test
  void a_task_that_can_never_go_is_known() {
    assertThat(waiting.problem(add("a", Map.of("gpu", 4)))).isNull();
    TaskPolicy much = new TaskPolicy(null, 0, Backoff.DEFAULT, Map.of("gpu", 5));
    TaskPolicy other = new TaskPolicy(null, 0, Backoff.DEFAULT, Map.of("tpu", 1));
    assertThat(waiting.problem(tracked(much)))
        .isEqualTo("it uses 5 of \"gpu\", of which there are only 4");
    assertThat(waiting.problem(tracked(other)))
        .isEqualTo("it uses \"tpu\", which is no resource of the run");
  }

  private static TrackedTask tracked(TaskPolicy policy) {
    return new TrackedTask(new Task(9, "x", "h", Json.NULL, policy, 0, List.of()), result -> {});
  }

  @Test
  void whatever_comes_nothing_is_used_twice_and_all_tasks_go() {
    Random random = new Random(11);
    List<TrackedTask> running = new ArrayList<>();
    int added = 0;
    int gone = 0;
    while (gone < 20_000) {
      if (added < 20_000 && random.nextInt(3) > 0) {
        int gpu = random.nextInt(5);
        int db = random.nextInt(3);
        Map<String, Integer> uses =
            gpu == 0
                ? (db == 0 ? Map.of() : Map.of("db", db))
                : (db == 0 ? Map.of("gpu", gpu) : Map.of("gpu", gpu, "db", db));
        add("t" + added++, random.nextInt(3), uses);
      }
      int ready = waiting.ready();
      TrackedTask task = waiting.poll();
      assertThat(task != null).isEqualTo(ready > 0);
      if (task != null) {
        running.add(task);
        gone++;
      }
      assertThat(sum(running, "gpu")).isLessThanOrEqualTo(4);
      assertThat(sum(running, "db")).isLessThanOrEqualTo(2);
      if (!running.isEmpty() && random.nextBoolean()) {
        waiting.releaseResources(running.remove(random.nextInt(running.size())));
      }
      if (running.isEmpty() && added == 20_000 && gone < added) {
        assertThat(waiting.ready()).isPositive();
      }
    }
  }

  private static int sum(List<TrackedTask> tasks, String resource) {
    return tasks.stream().mapToInt(task -> task.uses().getOrDefault(resource, 0)).sum();
  }
}
