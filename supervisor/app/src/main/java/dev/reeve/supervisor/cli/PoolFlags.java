package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.job.WorkerCount;
import dev.reeve.supervisor.model.HaltRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how tasks and workers run; null where the user is silent. */
final class PoolFlags {

  @Option(
      names = {"-j", "--workers"},
      paramLabel = "N|N%",
      description = "Worker JVMs, or a share of the processors (default: one for each).")
  @Nullable WorkerCount workers;

  @Option(
      names = "--timeout",
      paramLabel = "D",
      converter = Converters.PositiveDuration.class,
      description = "Time limit of one attempt (default: none).")
  @Nullable Duration timeout;

  @Option(
      names = "--retries",
      paramLabel = "N",
      converter = Converters.Count.class,
      description = "Extra attempts after the first (default: 0).")
  @Nullable Integer retries;

  @Option(
      names = "--deadline",
      paramLabel = "D",
      converter = Converters.PositiveDuration.class,
      description = "Limit for the whole run (default: none).")
  @Nullable Duration deadline;

  @Option(
      names = "--grace",
      paramLabel = "D",
      converter = Converters.AnyDuration.class,
      description = "What a stopping worker has for each step (default: 5s).")
  @Nullable Duration grace;

  @Option(
      names = "--halt",
      paramLabel = "now|soon,fail=N|N%",
      description = "Stop early after so many failed tasks (default: never).")
  @Nullable HaltRule halt;

  @Option(
      names = "--worker-classpath",
      paramLabel = "PATH",
      description = "Where workers find further handlers; repeatable.")
  private List<String> workerClasspath = new ArrayList<>();

  @Option(
      names = "--jvm-arg",
      paramLabel = "ARG",
      parameterConsumer = Converters.Anything.class,
      description = "Argument for the worker JVMs, such as -Xmx256m; repeatable.")
  List<String> jvmArgs = new ArrayList<>();

  @Option(
      names = "--max-tasks-per-worker",
      paramLabel = "N",
      converter = Converters.PositiveNumber.class,
      description = "Replace a worker after so many tasks (default: never).")
  @Nullable Long maxTasksPerWorker;

  @Option(
      names = "--max-worker-memory",
      paramLabel = "SIZE",
      converter = Converters.Size.class,
      description = "Replace a worker past so much resident memory (default: never).")
  @Nullable Long maxWorkerMemory;

  TaskDefaults taskDefaults() {
    return new TaskDefaults(timeout, retries);
  }

  List<Path> classpath() {
    return Classpath.split(workerClasspath);
  }
}
