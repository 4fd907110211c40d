package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.TaskSelection;
import java.io.IOException;

/** The options that select some tasks of a job. */
final class SelectionOptions {
  private SelectionOptions() {}

  /** Returns the job with the tasks that are to run. */
  static Job select(OptionValues values, Job job) throws CommandAbortedException {
    if (!values.has(JobOptions.ONLY) && !values.has(JobOptions.SKIP)) {
      return job;
    }
    try {
      return job.select(
          new TaskSelection(values.all(JobOptions.ONLY), values.all(JobOptions.SKIP)));
    } catch (IllegalArgumentException e) {
      throw new CommandAbortedException(ExitCodes.USAGE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandAbortedException(ExitCodes.UNREADABLE_JOB, String.valueOf(e.getMessage()));
    }
  }
}
