package dev.reeve.supervisor.cli;

import static java.util.Objects.requireNonNull;

import dev.reeve.supervisor.EarlyWorker;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.job.Job;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run JOB}. */
@Command(
    name = "run",
    sortOptions = false,
    description = "Run a job file on worker JVMs.",
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0 / 1            every task succeeded / at least one did not",
      "  2                wrong use of the command line",
      "  65 / 66          the job is invalid / cannot be read",
      "  70 / 71          workers cannot be kept alive, or an internal error /",
      "                   the system refuses processes or threads",
      "  73 / 74 / 75     results cannot be created / not be written any more /",
      "                   the results file is held by another run",
      "  78               workers do not start",
      "  124              the deadline passed",
      "  129 / 130 / 143  drained after HUP / INT / TERM",
      "  141              the reader of standard output went away",
      "",
      "Durations (D): 250ms, 5s, 10m, 2h, 1h30m. Sizes: 512k, 256m, 2g."
    })
final class RunCommand implements Callable<Integer> {
  @Mixin final HelpFlag help = new HelpFlag();
  @Mixin final JobArgument job = new JobArgument();
  @Mixin final PoolFlags pool = new PoolFlags();
  @Mixin final OutputFlags output = new OutputFlags();
  @Mixin final Verbosity verbosity = new Verbosity();

  @Option(
      names = "--dry-run",
      description = "Print the expanded tasks as JSON Lines; start nothing.")
  private boolean dryRun;

  private final Streams streams;
  private final @Nullable EarlyWorker early;

  @Spec private @Nullable CommandSpec spec; // null where picocli has no part in it

  RunCommand(Streams streams, @Nullable EarlyWorker early) {
    this.streams = streams;
    this.early = early;
  }

  /** Leaves the job open: closing it could wait for a read of standard input that never returns. */
  @Override
  public Integer call() throws IOException, InterruptedException, CommandAbortedException {
    String conflict = output.conflict();
    if (conflict != null) {
      throw UsageError.of(requireNonNull(spec), conflict);
    }
    Job opened = job.open(streams.in(), pool.taskDefaults());
    if (dryRun) {
      return new JobCheck(opened, streams).printTasks();
    }
    return RunSetup.of(opened, pool, output, verbosity, streams).start(early).run();
  }
}
