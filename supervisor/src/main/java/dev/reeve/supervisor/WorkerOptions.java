package dev.reeve.supervisor;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How worker JVMs are started.
 *
 * @param classpath further entries for handlers, after Reeve's own
 * @param jvmArgs for the worker JVMs, after Reeve's own, so that they win
 * @param env set in the workers' environment over what they inherit
 * @param maxTasks attempts after which a worker is recycled; 0 for no limit
 * @param maxResidentBytes resident memory past which a worker is recycled; 0 for no limit
 */
public record WorkerOptions(
    List<Path> classpath,
    List<String> jvmArgs,
    Map<String, String> env,
    long maxTasks,
    long maxResidentBytes) {

  /** Nothing beyond Reeve's own. */
  public static final WorkerOptions DEFAULT =
      new WorkerOptions(List.of(), List.of(), Map.of(), 0, 0);

  public WorkerOptions {
    classpath = List.copyOf(classpath);
    jvmArgs = List.copyOf(jvmArgs);
    env = Map.copyOf(env);
    if (maxTasks < 0 || maxResidentBytes < 0) {
      throw new IllegalArgumentException("limits must not be negative");
    }
  }
}
