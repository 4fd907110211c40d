package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.job.HookCommand;
import dev.reeve.supervisor.job.JobHooks;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.job.WorkerCount;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.StartLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options that say how tasks and workers run; null where the command line does not say. */
final class PoolOptions {
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

  private final OptionValues values;

  PoolOptions(OptionValues values) {
    this.values = values;
  }

  @Nullable WorkerCount workers() {
    return values.get(OptionTable.WORKERS);
  }

  TaskDefaults taskDefaults() {
    return new TaskDefaults(
        values.get(OptionTable.TIMEOUT), values.get(OptionTable.RETRIES), resources());
  }

  private Map<String, Integer> resources() {
    if (!values.has(JobOptions.RESOURCE)) {
      return Map.of();
    }
    Map<String, Integer> amounts = new HashMap<>();
    for (Map.Entry<String, Integer> each : values.all(JobOptions.RESOURCE)) {
      amounts.put(each.getKey(), each.getValue());
    }
    return amounts;
  }

  /**
   * Returns what holds back tasks.
   *
   * @param ofJob amounts of its resources, those of the command line included
   */
  StartLimits startLimits(Map<String, Integer> ofJob) {
    Map<String, Integer> all = new HashMap<>(ofJob);
    all.putAll(resources());
    return new StartLimits(
        all,
        values.get(JobOptions.MAX_LOAD),
        values.get(JobOptions.MIN_FREE_MEMORY),
        values.get(JobOptions.DELAY));
  }

  @Nullable Duration deadline() {
    return values.get(OptionTable.DEADLINE);
  }

  @Nullable Duration grace() {
    return values.get(OptionTable.GRACE);
  }

  /** Returns the time for each step of an end, by default too. */
  Duration graceOrDefault() {
    Duration grace = grace();
    return grace == null ? DEFAULT_GRACE : grace;
  }

  /**
   * Returns the commands to call.
   *
   * @param ofJob those for which the command line has none
   */
  JobHooks hooks(JobHooks ofJob) {
    return new JobHooks(
        hook(JobOptions.ON_FAILURE, ofJob.onFailure()), hook(JobOptions.ON_END, ofJob.onEnd()));
  }

  private @Nullable HookCommand hook(CommandOption<String> option, @Nullable HookCommand ofJob) {
    String script = values.get(option);
    return script == null ? ofJob : HookCommand.script(script);
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
