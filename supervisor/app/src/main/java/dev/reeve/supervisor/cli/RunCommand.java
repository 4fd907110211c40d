package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.TaskDefaults;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The command {@code run}. */
final class RunCommand {
  private final OptionValues values;
  private final Streams streams;
  private final @Nullable EarlyRun early;

  RunCommand(OptionValues values, Streams streams, @Nullable EarlyRun early) {
    this.values = values;
    this.streams = streams;
    this.early = early;
  }

  /**
   * Runs the job and leaves it open, because closing it could wait for a read that never returns.
   */
  int call() throws IOException, InterruptedException, CommandAbortedException {
    TaskDefaults defaults = new PoolOptions(values).taskDefaults();
    Job job = SelectionOptions.select(values, new JobArgument(values).open(streams.in(), defaults));
    RunFiles.of(values, job).requireDistinct();
    if (values.has(OptionTable.DRY_RUN)) {
      return new JobCheck(job, streams).printTasks();
    }
    return new RunSetup(job, values, streams, early).start().run();
  }
}
