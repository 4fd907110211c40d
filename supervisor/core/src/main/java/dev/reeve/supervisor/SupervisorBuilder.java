package dev.reeve.supervisor;

import dev.reeve.supervisor.classes.WorkerClassPath;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.engine.worker.PoolSettingsBuilder;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.model.StartLimits;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.WorkerOptions;
import dev.reeve.supervisor.relay.SystemLog;
import dev.reeve.worker.WorkerHook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings for a new supervisor; each has a default.
 *
 * <pre>{@code
 * Supervisor pool =
 *     Supervisor.builder().workers(4).jvmArgs("-Xmx256m").grace(Duration.ofSeconds(10)).start();
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class SupervisorBuilder {
  private final PoolSettingsBuilder settings = PoolSettings.builder();
  private WorkerFolders folders = WorkerFolders.NONE;
  private @Nullable Class<?> hookClass;
  private @Nullable EarlyWorker earlyWorker;
  private @Nullable SupervisorListener listener;
  private SupervisorLog log = new SystemLog();

  SupervisorBuilder() {
    settings.restarts(RestartPolicy.PAUSING);
  }

  /**
   * Sets the number of workers, from 1; by default the number of available processors.
   *
   * @throws IllegalArgumentException if {@code count} is less than 1
   */
  public SupervisorBuilder workers(int count) {
    settings.workers(count).spares(count);
    return this;
  }

  /**
   * Sets all options by which worker JVMs are started; by default {@link WorkerOptions#DEFAULT}.
   */
  public SupervisorBuilder worker(WorkerOptions options) {
    settings.worker(options);
    return this;
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

  /** Ends a worker that has been idle for that time, which must be positive; by default never. */
  public SupervisorBuilder idleLimit(Duration limit) {
    settings.idleLimit(limit);
    return this;
  }

  /**
   * Limits the time in which a worker becomes ready, its hook included; positive, by default 30 s.
   */
  public SupervisorBuilder readyLimit(Duration limit) {
    settings.readyLimit(limit);
    return this;
  }

  /**
   * Sets the number of worker deaths that the pool tolerates; by default {@link
   * RestartPolicy#PAUSING}. Once {@link Supervisor#finish} or {@link Supervisor#close} was called,
   * the pool ends where it would pause.
   */
  public SupervisorBuilder restarts(RestartPolicy policy) {
    settings.restarts(policy);
    return this;
  }

  /**
   * Limits a message to or from a worker, and so each request and result as JSON; from 1 MiB, by
   * default 16 MiB. A longer one fails its own task only.
   */
  public SupervisorBuilder maxMessageBytes(int bytes) {
    settings.maxFrameBytes(bytes);
    return this;
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
    return this;
  }

  /**
   * Sets the listener for workers and progress; by default there is none. It is called from one
   * thread of its own.
   */
  public SupervisorBuilder listener(SupervisorListener target) {
    this.listener = target;
    return this;
  }

  /**
   * Sets the time that a stopping worker has for each step of its end; not negative, by default 5
   * s.
   */
  public SupervisorBuilder grace(Duration time) {
    settings.grace(time);
    return this;
  }

  /** Limits the time of the whole run; not negative, by default there is no limit. */
  public SupervisorBuilder deadline(Duration limit) {
    settings.deadline(limit);
    return this;
  }

  /** Stops the run early when too many tasks have failed; by default never. */
  public SupervisorBuilder halt(HaltRule rule) {
    settings.halt(rule);
    return this;
  }

  /**
   * Announces the number of tasks, if it is known, for {@link HaltRule}; by default it is unknown.
   * With 0 no worker is started before it is needed, which suits programs that use {@link
   * Supervisor#process} alone.
   */
  public SupervisorBuilder totalTasks(long total) {
    settings.totalTasks(total);
    return this;
  }

  /**
   * Sets what holds back tasks although workers are idle; by default {@link StartLimits#NONE}. A
   * task that uses what there is not, or more than there is, fails.
   */
  public SupervisorBuilder startLimits(StartLimits limits) {
    settings.startLimits(limits);
    return this;
  }

  /** Sets the working directory of the workers; by default that of this process. */
  public SupervisorBuilder workingDirectory(Path folder) {
    folders = folders.withWorking(folder);
    return this;
  }

  /**
   * Keeps the workers' standard error in that folder, one file per slot; by default only its tail
   * is kept, in memory. Reports of JVMs that crash natively go there too; by default the JVM writes
   * them to the working directory. The folder is created, and removed again if it is empty at the
   * end.
   */
  public SupervisorBuilder logFolder(Path folder) {
    folders = folders.withLog(folder);
    return this;
  }

  /**
   * Keeps class-data archives in that folder, which must belong to this user alone; by default
   * there are none. With an archive, worker JVMs start in half the time. The first run makes it in
   * the background, if this program's class path consists of jars, and may wait for it at its end,
   * up to 10 s.
   */
  public SupervisorBuilder cacheFolder(Path folder) {
    folders = folders.withCache(folder);
    return this;
  }

  /**
   * Offers a started worker as the first one of the pool. It is used if its options are those of
   * the pool. The caller closes it, used or not.
   */
  public SupervisorBuilder earlyWorker(EarlyWorker worker) {
    this.earlyWorker = worker;
    return this;
  }

  /**
   * Sets the receiver of messages about restarts, ends and rejections, and of what tasks log; by
   * default the {@link System.Logger} {@code dev.reeve.supervisor}. It is called from one thread of
   * its own.
   */
  public SupervisorBuilder log(SupervisorLog target) {
    this.log = target;
    return this;
  }

  /**
   * Starts the pool; workers start in the background.
   *
   * @throws IllegalArgumentException if a setting is out of range
   * @throws IllegalStateException if this program's class loader tells no files of Reeve that
   *     workers could use, and {@link #classpath} names none
   * @throws PoolTooDeepException in a worker of a pool in a worker of a pool
   */
  public Supervisor start() {
    PoolDepth.require();
    WorkerClassPath classPath = WorkerClassPath.of(settings.worker().classpath(), folders.cache());
    if (hookClass != null) {
      settings.setup(WorkerSetups.withFiles(settings.setup(), hookClass, classPath));
    }
    return new Supervisor(
        settings.build(), new Launching(classPath, folders, earlyWorker), listener, log);
  }
}
