package dev.reeve.supervisor.model;

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

  /** The same with that class path. */
  public WorkerOptions withClasspath(List<Path> entries) {
    return new WorkerOptions(entries, jvmArgs, env, maxTasks, maxResidentBytes);
  }

  /** The same with those arguments. */
  public WorkerOptions withJvmArgs(List<String> args) {
    return new WorkerOptions(classpath, args, env, maxTasks, maxResidentBytes);
  }

  /** The same with those variables. */
  public WorkerOptions withEnv(Map<String, String> variables) {
    return new WorkerOptions(classpath, jvmArgs, variables, maxTasks, maxResidentBytes);
  }

  /** The same with that limit of attempts; 0 for none. */
  public WorkerOptions withMaxTasks(long tasks) {
    return new WorkerOptions(classpath, jvmArgs, env, tasks, maxResidentBytes);
  }

  /** The same with that limit of resident memory in bytes; 0 for none. */
  public WorkerOptions withMaxResidentBytes(long bytes) {
    return new WorkerOptions(classpath, jvmArgs, env, maxTasks, bytes);
  }
}
