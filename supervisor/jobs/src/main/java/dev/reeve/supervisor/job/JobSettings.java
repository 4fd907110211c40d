package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.HaltRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job document says of its run; null or empty where it says nothing. The command line's
 * options go before.
 *
 * @param name of the job
 * @param workers size of the pool
 * @param jvmArgs for the workers
 * @param classpath for the workers, absolute
 * @param env for the workers
 * @param maxTasksPerWorker attempts after which a worker is recycled
 * @param maxWorkerMemory resident bytes past which a worker is recycled
 * @param halt when to stop early
 * @param deadline limit of the run
 */
public record JobSettings(
    @Nullable String name,
    @Nullable WorkerCount workers,
    List<String> jvmArgs,
    List<Path> classpath,
    Map<String, String> env,
    @Nullable Long maxTasksPerWorker,
    @Nullable Long maxWorkerMemory,
    @Nullable HaltRule halt,
    @Nullable Duration deadline) {

  /** Says nothing. */
  public static final JobSettings NONE =
      new JobSettings(null, null, List.of(), List.of(), Map.of(), null, null, null, null);

  public JobSettings {
    jvmArgs = List.copyOf(jvmArgs);
    classpath = List.copyOf(classpath);
    env = Map.copyOf(env);
  }
}
