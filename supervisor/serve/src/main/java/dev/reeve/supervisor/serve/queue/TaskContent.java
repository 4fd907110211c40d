package dev.reeve.supervisor.serve.queue;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.results.TaskLineWriter;

/** The content of tasks: all of a task but its number. */
final class TaskContent {

  /** Rough length of a line beside handler, id and payload. */
  private static final int FIXED_BYTES = 100;

  private TaskContent() {}

  /** Returns whether two tasks differ by no more than their numbers. */
  static boolean isSame(Task a, Task b) {
    return a.id().equals(b.id())
        && a.handler().equals(b.handler())
        && a.payload().equals(b.payload())
        && a.policy().equals(b.policy())
        && a.priority() == b.priority()
        && a.tags().equals(b.tags());
  }

  /** Returns the task with that number. */
  static Task numbered(Task task, long number) {
    return new Task(
        number,
        task.id(),
        task.handler(),
        task.payload(),
        task.policy(),
        task.priority(),
        task.tags());
  }

  /** Returns the task as a line of a stream has it. */
  static Json json(Task task) {
    return TaskLineWriter.json(task);
  }

  /** Returns about how many bytes its line has. */
  static long bytes(Task task) {
    long bytes = FIXED_BYTES + (long) task.payload().length() + task.id().length();
    bytes += task.handler().length();
    for (String tag : task.tags()) {
      bytes += tag.length() + 3;
    }
    return bytes;
  }
}
