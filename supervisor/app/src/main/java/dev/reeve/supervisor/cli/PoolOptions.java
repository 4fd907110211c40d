package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.job.WorkerCount;
import dev.reeve.supervisor.model.HaltRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options that say how tasks and workers run; null where the command line does not say. */
final class PoolOptions {
  private final OptionValues values;

  PoolOptions(OptionValues values) {
    this.values = values;
  }

  @Nullable WorkerCount workers() {
    return values.get(OptionTable.WORKERS);
  }

  TaskDefaults taskDefaults() {
    return new TaskDefaults(values.get(OptionTable.TIMEOUT), values.get(OptionTable.RETRIES));
  }

  @Nullable Duration deadline() {
    return values.get(OptionTable.DEADLINE);
  }

  @Nullable Duration grace() {
    return values.get(OptionTable.GRACE);
  }

  @Nullable HaltRule halt() {
    return values.get(OptionTable.HALT);
  }

  List<Path> classpath() {
    return Classpath.split(values.all(OptionTable.WORKER_CLASSPATH));
  }

  List<String> jvmArgs() {
    return values.all(OptionTable.JVM_ARG);
  }

  @Nullable Long maxTasksPerWorker() {
    return values.get(OptionTable.MAX_TASKS_PER_WORKER);
  }

  @Nullable Integer maxCrashes() {
    return values.get(OptionTable.MAX_CRASHES);
  }

  /** In bytes. */
  @Nullable Long maxWorkerMemory() {
    return values.get(OptionTable.MAX_WORKER_MEMORY);
  }
}
