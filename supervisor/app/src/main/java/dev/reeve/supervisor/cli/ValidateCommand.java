package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.job.Job;
import java.io.IOException;

/** The command {@code validate}. */
final class ValidateCommand {
  private final OptionValues values;
  private final Streams streams;

  ValidateCommand(OptionValues values, Streams streams) {
    this.values = values;
    this.streams = streams;
  }

  /** Checks the job; returns the exit code. */
  int call() throws IOException, CommandAbortedException {
    try (Job job =
        new JobArgument(values).open(streams.in(), new PoolOptions(values).taskDefaults())) {
      RunFiles.of(values, job).requireDistinct();
      return new JobCheck(job, streams).validate();
    }
  }
}
