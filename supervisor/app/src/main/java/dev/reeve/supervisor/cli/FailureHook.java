package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.RecordBatch;
import dev.reeve.supervisor.results.RecordOutput;
import java.nio.ByteBuffer;
import java.util.List;

/** The output of a run that passes the records of failed tasks to a command. */
final class FailureHook implements RecordOutput {
  private final HookRunner hooks;

  FailureHook(HookRunner hooks) {
    this.hooks = hooks;
  }

  @Override
  public void write(RecordBatch batch) {
    List<TaskResult> results = batch.results();
    ByteBuffer lines = batch.lines();
    for (TaskResult result : results) {
      int start = lines.position();
      while (lines.get() != '\n') {
        // records have no other line ends
      }
      if (hasFailed(result)) {
        byte[] record = new byte[lines.position() - start];
        lines.get(start, record);
        hooks.taskFailed(record);
      }
    }
  }

  private static boolean hasFailed(TaskResult result) {
    return switch (result.status()) {
      case FAILED, TIMED_OUT, CRASHED -> true;
      case SUCCEEDED, CANCELLED, SKIPPED -> false;
    };
  }

  /** Does nothing: the commands are waited for after the end of the run. */
  @Override
  public void close() {}
}
