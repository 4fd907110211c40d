package dev.reeve.supervisor.serve.http;

import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import dev.reeve.supervisor.serve.queue.TaskState;
import dev.reeve.text.Quote;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The states and statuses of tasks that a list is asked for. */
final class TaskFilter {
  private final TaskViews views;
  private final Set<TaskState> states;
  private final Set<TaskStatus> statuses;

  private TaskFilter(TaskViews views, Set<TaskState> states, Set<TaskStatus> statuses) {
    this.views = views;
    this.states = states;
    this.statuses = statuses;
  }

  /**
   * Reads words such as {@code waiting,failed}.
   *
   * @param text null for all tasks
   */
  static TaskFilter of(@Nullable String text, TaskViews views) throws ProblemException {
    Set<TaskState> states = EnumSet.noneOf(TaskState.class);
    Set<TaskStatus> statuses = EnumSet.noneOf(TaskStatus.class);
    if (text == null) {
      states.addAll(EnumSet.allOf(TaskState.class));
    }
    for (String word : text == null ? new String[0] : text.split(",", -1)) {
      if (!add(word.strip(), states, statuses)) {
        throw new ProblemException(
            Problem.badRequest(
                "there is no status %s; there are: %s"
                    .formatted(Quote.shortened(word), String.join(", ", words()))));
      }
    }
    return new TaskFilter(views, states, statuses);
  }

  private static boolean add(String word, Set<TaskState> states, Set<TaskStatus> statuses) {
    for (TaskState state : TaskState.values()) {
      if (state.word().equals(word)) {
        states.add(state);
        return true;
      }
    }
    for (TaskStatus status : TaskStatus.values()) {
      if (status.word().equals(word)) {
        statuses.add(status);
        return true;
      }
    }
    return false;
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>();
    for (TaskState state : TaskState.values()) {
      words.add(state.word());
    }
    for (TaskStatus status : TaskStatus.values()) {
      words.add(status.word());
    }
    return words;
  }

  boolean accepts(QueuedTask task) {
    TaskStatus status = task.status();
    return states.contains(views.state(task)) || (status != null && statuses.contains(status));
  }
}
