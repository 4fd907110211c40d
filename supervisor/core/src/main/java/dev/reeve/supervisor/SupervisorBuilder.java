package dev.reeve.supervisor;

import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.engine.worker.PoolSettingsBuilder;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.WorkerOptions;
import dev.reeve.worker.WorkerHook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings for a new supervisor; each has a default. One thread. */
public final class SupervisorBuilder {
  private final PoolSettingsBuilder settings = PoolSettings.builder();
  private WorkerFolders folders = WorkerFolders.NONE;
  private @Nullable EarlyWorker earlyWorker;
  private @Nullable SupervisorListener listener;
  private SupervisorLog log = (level, message) -> {};

  SupervisorBuilder() {}

  /** Size of the pool, from 1; by default the processors available. */
  public SupervisorBuilder workers(int count) {
    settings.workers(count).spares(count);
    return this;
  }

  /** How workers are started. */
  public SupervisorBuilder worker(WorkerOptions options) {
    settings.worker(options);
    return this;
  }

  /**
   * Where workers look for what is not on this program's class path, which they have anyway; in
   * place of what was said before.
   */
  public SupervisorBuilder classpath(Path... entries) {
    return worker(settings.worker().withClasspath(List.of(entries)));
  }

  /** Arguments of the worker JVMs, such as {@code -Xmx256m}. */
  public SupervisorBuilder jvmArgs(String... args) {
    return worker(settings.worker().withJvmArgs(List.of(args)));
  }

  /** Set in the workers' environment over what they inherit from this program's. */
  public SupervisorBuilder env(Map<String, String> variables) {
    return worker(settings.worker().withEnv(variables));
  }

  /** Replaces a worker after so many tasks, from 1; by default never. */
  public SupervisorBuilder maxTasksPerWorker(long tasks) {
    if (tasks < 1) {
      throw new IllegalArgumentException(
          "maxTasksPerWorker must be at least 1, not %d; without it there is no limit"
              .formatted(tasks));
    }
    return worker(settings.worker().withMaxTasks(tasks));
  }

  /** Ends a worker that has had nothing to do for so long; by default never. */
  public SupervisorBuilder idleLimit(Duration limit) {
    settings.idleLimit(limit);
    return this;
  }

  /** By when a worker must be ready, its hook included; by default 30 s. */
  public SupervisorBuilder readyLimit(Duration limit) {
    settings.readyLimit(limit);
    return this;
  }

  /**
   * Longest message to or from a worker, and so longest request and result as JSON; by default 16
   * MiB. What is longer fails its task alone.
   */
  public SupervisorBuilder maxMessageBytes(int bytes) {
    settings.maxFrameBytes(bytes);
    return this;
  }

  /**
   * Prepares each worker before its first task. If the first worker's hook fails, the run ends:
   * every submission fails with the cause.
   *
   * @param argument is made JSON at once
   * @throws IllegalArgumentException if the argument can't be sent
   */
  public <A> SupervisorBuilder hook(Class<? extends WorkerHook<A>> hook, A argument) {
    settings.setup(WorkerSetups.withHook(hook, argument));
    return this;
  }

  /** Who is told of workers and progress; by default nobody. */
  public SupervisorBuilder listener(SupervisorListener target) {
    this.listener = target;
    return this;
  }

  /** What a stopping worker has for each step; default 5 s. */
  public SupervisorBuilder grace(Duration time) {
    settings.grace(time);
    return this;
  }

  /** Limit for the whole run; by default none. */
  public SupervisorBuilder deadline(Duration limit) {
    settings.deadline(limit);
    return this;
  }

  /** When to stop early; by default never. */
  public SupervisorBuilder halt(HaltRule rule) {
    settings.halt(rule);
    return this;
  }

  /**
   * How many tasks will come, if that is known; {@link HaltRule} makes use of it. With 0 no worker
   * is started before it is needed: for programs that use {@link Supervisor#process} alone.
   */
  public SupervisorBuilder totalTasks(long total) {
    settings.totalTasks(total);
    return this;
  }

  /** Working directory of the workers; by default that of this process. */
  public SupervisorBuilder workingDirectory(Path folder) {
    folders = folders.withWorking(folder);
    return this;
  }

  /** Where workers' standard error is kept, one file per slot; by default only its tail is. */
  public SupervisorBuilder logFolder(Path folder) {
    folders = folders.withLog(folder);
    return this;
  }

  /**
   * Where class-data archives are kept, by which worker JVMs start in half the time. The first run
   * makes one in the background, if this program's class path has jars only, and may wait for it at
   * its end, up to 10 s. The folder is to be this user's alone. By default there is none.
   */
  public SupervisorBuilder cacheFolder(Path folder) {
    folders = folders.withCache(folder);
    return this;
  }

  /** Becomes the first worker if it is of the kind that is wanted; who started it closes it. */
  public SupervisorBuilder earlyWorker(EarlyWorker worker) {
    this.earlyWorker = worker;
    return this;
  }

  /** Who is told of restarts and the like; by default nobody. Called from one thread of its own. */
  public SupervisorBuilder log(SupervisorLog target) {
    this.log = target;
    return this;
  }

  /**
   * Starts the pool; workers start in the background.
   *
   * @throws IllegalArgumentException if a setting is out of range
   * @throws PoolTooDeepException in a worker of a pool in a worker of a pool
   */
  public Supervisor start() {
    return new Supervisor(settings.build(), folders, earlyWorker, listener, log);
  }
}
