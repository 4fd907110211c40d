package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.TaskDefaults;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code validate JOB}. */
@Command(
    name = "validate",
    description = "Check a job file; start nothing.",
    footerHeading = "%nExit codes:%n",
    footer = "  0 valid / 2 wrong use of the command line / 65 invalid / 66 cannot be read")
final class ValidateCommand implements Callable<Integer> {
  @Mixin final HelpFlag help = new HelpFlag();
  @Mixin private final JobArgument job = new JobArgument();

  private final Streams streams;

  ValidateCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, CommandAbortedException {
    try (Job opened = job.open(streams.in(), TaskDefaults.NONE)) {
      return new JobCheck(opened, streams).validate();
    }
  }
}
