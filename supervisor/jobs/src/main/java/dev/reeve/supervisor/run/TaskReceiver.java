package dev.reeve.supervisor.run;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;

/** Where the pump puts tasks: the part of a {@link Supervisor} that it needs. */
public interface TaskReceiver {
  void submit(Task task, ResultListener listener);

  void record(TaskResult result, ResultListener listener);

  static TaskReceiver of(Supervisor supervisor) {
    return new TaskReceiver() {
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
