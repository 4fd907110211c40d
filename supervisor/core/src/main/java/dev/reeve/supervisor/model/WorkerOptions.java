package dev.reeve.supervisor.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Options by which worker JVMs are started.
 *
 * @param classpath entries for handlers, which follow Reeve's own
 * @param jvmArgs arguments of the worker JVMs, which follow Reeve's own and so override them
 * @param env variables that are set in the workers' environment, over inherited ones
 * @param maxTasks attempts after which a worker is recycled; 0 for no limit
 * @param maxResidentBytes resident memory beyond which a worker is recycled; 0 for no limit
 */
public record WorkerOptions(
    List<Path> classpath,
    List<String> jvmArgs,
    Map<String, String> env,
    long maxTasks,
    long maxResidentBytes) {

  /** No further entries, arguments or variables, and no limits. */
  public static final WorkerOptions DEFAULT =
      new WorkerOptions(List.of(), List.of(), Map.of(), 0, 0);

  public WorkerOptions {
    classpath = List.copyOf(classpath);
    jvmArgs = List.copyOf(jvmArgs);
    env = Map.copyOf(env);
    if (maxTasks < 0 || maxResidentBytes < 0) {
      throw new IllegalArgumentException(
          "maxTasks (%d) and maxResidentBytes (%d) must not be negative; 0 means no limit"
              .formatted(maxTasks, maxResidentBytes));
    }
  }

  /** Returns a copy with that class path. */
  public WorkerOptions withClasspath(List<Path> entries) {
    return new WorkerOptions(entries, jvmArgs, env, maxTasks, maxResidentBytes);
  }

  /** Returns a copy with those arguments. */
  public WorkerOptions withJvmArgs(List<String> args) {
    return new WorkerOptions(classpath, args, env, maxTasks, maxResidentBytes);
  }

  /** Returns a copy with those variables. */
  public WorkerOptions withEnv(Map<String, String> variables) {
    return new WorkerOptions(classpath, jvmArgs, variables, maxTasks, maxResidentBytes);
  }

  /** Returns a copy with that limit of attempts; 0 for none. */
  public WorkerOptions withMaxTasks(long tasks) {
    return new WorkerOptions(classpath, jvmArgs, env, tasks, maxResidentBytes);
  }

  /** Returns a copy with that limit of resident memory in bytes; 0 for none. */
  public WorkerOptions withMaxResidentBytes(long bytes) {
    return new WorkerOptions(classpath, jvmArgs, env, maxTasks, bytes);
  }
}
