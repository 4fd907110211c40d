package dev.reeve.supervisor.run;

import dev.reeve.supervisor.model.Task;

/** The way of tasks into the {@link TaskWindow}, in which each gets its place. One thread. */
final class Admission {
  private final TaskWindow window;
  private final ResultRoute route;
  private long place;

  Admission(TaskWindow window, ResultRoute route) {
    this.window = window;
    this.route = route;
  }

  /** Waits until there is room for the task, and keeps it if an output needs it. */
  InFlightTask admit(Task task, long taskHash) throws InterruptedException {
    InFlightTask admitted = admit(task.seq(), taskHash, task.payload().length());
    if (route.keepsTasks()) {
      admitted.keep(task);
    }
    return admitted;
  }

  /** Waits until there is room for a task with so many bytes of payload. */
  InFlightTask admit(long seq, long taskHash, long payloadBytes) throws InterruptedException {
    long held = window.enter(payloadBytes);
    route.backlog().admitted(++place, seq);
    return new InFlightTask(window, route, place, taskHash, held);
  }
}
