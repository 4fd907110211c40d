package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.EarlyWorker;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.job.Job;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code run JOB}. */
final class RunCommand {
  private final OptionValues values;
  private final Streams streams;
  private final @Nullable EarlyWorker early;

  RunCommand(OptionValues values, Streams streams, @Nullable EarlyWorker early) {
    this.values = values;
    this.streams = streams;
    this.early = early;
  }

  /** Runs the job, which stays open: to close it could wait for a read that never returns. */
  int call() throws IOException, InterruptedException, CommandAbortedException {
    PoolOptions pool = new PoolOptions(values);
    Job job = new JobArgument(values).open(streams.in(), pool.taskDefaults());
    if (values.has(OptionTable.DRY_RUN)) {
      return new JobCheck(job, streams).printTasks();
    }
    Verbosity verbosity = new Verbosity(values);
    return RunSetup.of(job, pool, new OutputOptions(values), verbosity, streams).start(early).run();
  }
}
