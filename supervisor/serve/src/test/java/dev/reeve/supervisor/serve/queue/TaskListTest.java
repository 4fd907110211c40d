package dev.reeve.supervisor.serve.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskListTest {
  private final TaskList list = new TaskList();

  private QueuedTask add(long number) {
    QueuedTask task = new QueuedTask(Task.of(number, "t" + number, "echo", Json.NULL), false, 0);
    list.add(task);
    return task;
  }

  private static List<Long> numbers(TaskPage page) {
    return page.tasks().stream().map(QueuedTask::number).toList();
  }

  @Test
  void pages_follow_each_other_newest_first() {
    for (long number = 1; number <= 5; number++) {
      add(number);
    }
    TaskPage first = list.page(task -> true, null, 2);
    TaskPage second = list.page(task -> true, first.next(), 2);
    TaskPage third = list.page(task -> true, second.next(), 2);
    assertThat(numbers(first)).containsExactly(5L, 4L);
    assertThat(numbers(second)).containsExactly(3L, 2L);
    assertThat(numbers(third)).containsExactly(1L);
    assertThat(third.next()).isNull();
  }

  @Test
  void a_page_that_ends_with_the_last_task_has_no_next() {
    add(1);
    add(2);
    assertThat(list.page(task -> true, null, 2).next()).isNull();
    assertThat(list.page(task -> task.number() == 2, null, 1).next()).isNull();
    assertThat(new TaskList().page(task -> true, null, 1).tasks()).isEmpty();
  }

  @Test
  void a_cursor_stays_right_while_tasks_come_and_are_forgotten() {
    List<QueuedTask> tasks = new ArrayList<>();
    for (long number = 1; number <= 6; number++) {
      tasks.add(add(number));
    }
    TaskPage first = list.page(task -> true, null, 2);
    list.remove(tasks.get(4)); // the one that the cursor names
    list.remove(tasks.get(0));
    add(7);
    TaskPage second = list.page(task -> true, first.next(), 10);
    assertThat(numbers(first)).containsExactly(6L, 5L);
    assertThat(numbers(second)).containsExactly(4L, 3L, 2L);
    assertThat(list.size()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1.5", "99999999999999999999"})
  void a_cursor_that_is_none_is_refused(String cursor) {
    assertThatThrownBy(() -> list.page(task -> true, cursor, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the cursor must be one that an earlier part of the list has given");
  }

  @Test
  void a_limit_below_one_is_refused() {
    assertThatThrownBy(() -> list.page(task -> true, null, 0))
        .hasMessage("the limit must be at least 1, not 0");
  }
}
