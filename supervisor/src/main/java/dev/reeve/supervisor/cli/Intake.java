package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.ResultListener;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.Task;
import dev.reeve.supervisor.TaskResult;

/** Where the pump puts tasks: the part of a {@link Supervisor} that it needs. */
interface Intake {
  void submit(Task task, ResultListener listener);

  void record(TaskResult result, ResultListener listener);

  static Intake of(Supervisor supervisor) {
    return new Intake() {
      @Override
      public void submit(Task task, ResultListener listener) {
        supervisor.submit(task, listener);
      }

      @Override
      public void record(TaskResult result, ResultListener listener) {
        supervisor.record(result, listener);
      }
    };
  }
}
