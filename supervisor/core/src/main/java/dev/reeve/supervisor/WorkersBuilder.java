package dev.reeve.supervisor;

import dev.reeve.supervisor.classes.WorkerClassPath;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.engine.worker.PoolSettingsBuilder;
import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.model.WorkerOptions;
import dev.reeve.worker.WorkerHook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of a {@link SupervisorBuilder} that decide on the workers. Not thread-safe. */
abstract class WorkersBuilder {
  private final PoolSettingsBuilder settings = PoolSettings.builder();
  private WorkerFolders folders = WorkerFolders.NONE;
  private @Nullable Class<?> hookClass;

  WorkersBuilder() {
    settings.restarts(RestartPolicy.PAUSING);
  }

  abstract SupervisorBuilder self();

  final PoolSettingsBuilder settings() {
    return settings;
  }

  final WorkerFolders folders() {
    return folders;
  }

  /** Returns the class path of the workers, and completes what they receive at their start. */
  final WorkerClassPath prepareClassPath() {
    WorkerClassPath classPath = WorkerClassPath.of(settings.worker().classpath(), folders.cache());
    if (hookClass != null) {
      settings.setup(WorkerSetups.withFiles(settings.setup(), hookClass, classPath));
    }
    return classPath;
  }

  /**
   * Sets the number of workers, from 1; by default the number of available processors.
   *
   * @throws IllegalArgumentException if {@code count} is less than 1
   */
  public SupervisorBuilder workers(int count) {
    settings.workers(count).spares(count);
    return self();
  }

  /**
   * Sets all options by which worker JVMs are started; by default {@link WorkerOptions#DEFAULT}.
   */
  public SupervisorBuilder worker(WorkerOptions options) {
    settings.worker(options);
    return self();
  }

  /**
   * Sets the entries that follow this program's own class path on the workers' class path; by
   * default none. Replaces entries that were set before. Classes that are in these jars and folders
   * are not sent to the workers.
   */
  public SupervisorBuilder classpath(Path... entries) {
    return worker(settings.worker().withClasspath(List.of(entries)));
  }

  /** Sets arguments of the worker JVMs, such as {@code -Xmx256m}; by default none. */
  public SupervisorBuilder jvmArgs(String... args) {
    return worker(settings.worker().withJvmArgs(List.of(args)));
  }

  /**
   * Sets variables in the workers' environment, over those inherited from this program; by default
   * none.
   */
  public SupervisorBuilder env(Map<String, String> variables) {
    return worker(settings.worker().withEnv(variables));
  }

  /**
   * Replaces a worker by a new one after that many attempts, from 1; by default never.
   *
   * @throws IllegalArgumentException if {@code tasks} is less than 1
   */
  public SupervisorBuilder maxTasksPerWorker(long tasks) {
    if (tasks < 1) {
      throw new IllegalArgumentException(
          "maxTasksPerWorker must be at least 1, not %d; without it there is no limit"
              .formatted(tasks));
    }
    return worker(settings.worker().withMaxTasks(tasks));
  }

  /**
   * Replaces a worker by a new one when its process has used more than so many bytes of memory and
   * its task has ended; positive, by default there is no limit. The memory is the resident memory
   * of the process, which is more than the heap that {@code -Xmx} in {@link #jvmArgs} limits.
   *
   * @throws IllegalArgumentException if {@code bytes} is less than 1
   */
  public SupervisorBuilder maxWorkerMemory(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "maxWorkerMemory must be at least 1 byte, not %d; without it there is no limit"
              .formatted(bytes));
    }
    return worker(settings.worker().withMaxResidentBytes(bytes));
  }

  /** Ends a worker that has been idle for that time, which must be positive; by default never. */
  public SupervisorBuilder idleLimit(Duration limit) {
    settings.idleLimit(limit);
    return self();
  }

  /**
   * Limits the time in which a worker becomes ready, its hook included; positive, by default 30 s.
   */
  public SupervisorBuilder readyLimit(Duration limit) {
    settings.readyLimit(limit);
    return self();
  }

  /**
   * Sets the number of worker deaths that the pool tolerates; by default {@link
   * RestartPolicy#PAUSING}. Once {@link Supervisor#finish} or {@link Supervisor#close} was called,
   * the pool ends where it would pause.
   */
  public SupervisorBuilder restarts(RestartPolicy policy) {
    settings.restarts(policy);
    return self();
  }

  /**
   * Limits a message to or from a worker, and so each request and result as JSON; from 1 MiB, by
   * default 16 MiB. A longer one fails its own task only.
   */
  public SupervisorBuilder maxMessageBytes(int bytes) {
    settings.maxFrameBytes(bytes);
    return self();
  }

  /**
   * Runs a hook in each worker before its first task. If the first worker's hook fails, the pool
   * ends and every submission fails with the cause. By default there is no hook.
   *
   * @param argument written as JSON before this method returns
   * @throws IllegalArgumentException if the argument cannot be written as JSON
   */
  public <A> SupervisorBuilder hook(Class<? extends WorkerHook<A>> hook, A argument) {
    settings.setup(WorkerSetups.withHook(hook, argument));
    this.hookClass = hook;
    return self();
  }

  /** Sets the working directory of the workers; by default that of this process. */
  public SupervisorBuilder workingDirectory(Path folder) {
    folders = folders.withWorking(folder);
    return self();
  }

  /**
   * Keeps the workers' standard error in that folder, one file per slot; by default only its tail
   * is kept, in memory. Reports of JVMs that crash natively go there too; by default the JVM writes
   * them to the working directory. The folder is created, and removed again if it is empty at the
   * end.
   */
  public SupervisorBuilder logFolder(Path folder) {
    folders = folders.withLog(folder);
    return self();
  }

  /**
   * Keeps class-data archives in that folder, which must belong to this user alone; by default
   * there are none. With an archive, worker JVMs start in half the time. The first run makes it in
   * the background, if this program's class path consists of jars, and may wait for it at its end,
   * up to 10 s.
   */
  public SupervisorBuilder cacheFolder(Path folder) {
    folders = folders.withCache(folder);
    return self();
  }
}
