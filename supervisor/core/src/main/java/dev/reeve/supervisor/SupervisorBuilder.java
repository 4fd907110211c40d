package dev.reeve.supervisor;

import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.StartLimits;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import java.time.Duration;
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
public final class SupervisorBuilder extends WorkersBuilder {
  private @Nullable EarlyWorker earlyWorker;
  private HostOptions host = HostOptions.DEFAULT;

  SupervisorBuilder() {}

  @Override
  SupervisorBuilder self() {
    return this;
  }

  /**
   * Sets the listener for workers and progress; by default there is none. It is called from one
   * thread of its own.
   */
  public SupervisorBuilder listener(SupervisorListener target) {
    host = host.withListener(target);
    return this;
  }

  /**
   * Shows a person how far the pool is, on one line of standard error that is redrawn five times a
   * second: tasks that are done, have failed, run and wait, and how many end in a second. With
   * {@link #totalTasks} it also tells how many are left and for how long. The last line stays. A
   * terminal that cannot redraw lines gets one every five seconds. Where standard error is no
   * terminal, nothing is shown. By default there is no such line.
   */
  public SupervisorBuilder progressLine() {
    host = host.withProgressLine();
    return this;
  }

  /**
   * Sets the time that a stopping worker has for each step of its end; not negative, by default 5
   * s.
   */
  public SupervisorBuilder grace(Duration time) {
    settings().grace(time);
    return this;
  }

  /** Limits the time of the whole run; not negative, by default there is no limit. */
  public SupervisorBuilder deadline(Duration limit) {
    settings().deadline(limit);
    return this;
  }

  /** Stops the run early when too many tasks have failed; by default never. */
  public SupervisorBuilder halt(HaltRule rule) {
    settings().halt(rule);
    return this;
  }

  /**
   * Announces the number of tasks, if it is known, for {@link HaltRule} and {@link #progressLine};
   * by default it is unknown. With 0 no worker is started before it is needed.
   */
  public SupervisorBuilder totalTasks(long total) {
    settings().totalTasks(total);
    return this;
  }

  /**
   * Makes a supervisor for {@link Supervisor#process} alone: without the worker that a pool starts
   * in advance for its first task. A task that is submitted all the same, or that a process
   * submits, starts a worker then. Replaces {@link #totalTasks}.
   */
  public SupervisorBuilder processesOnly() {
    return totalTasks(0);
  }

  /**
   * Limits how deep tasks may go that running tasks submit by {@code context.submit}, which submit
   * tasks in turn; from 1, by default 8. A call beyond it fails. Each level that waits takes a
   * worker, or one of as many spare workers as the pool has workers; once all of them wait, further
   * calls fail before the limit.
   */
  public SupervisorBuilder maxTaskDepth(int levels) {
    settings().maxTaskDepth(levels);
    return this;
  }

  /**
   * Sets what holds back tasks although workers are idle; by default {@link StartLimits#NONE}. A
   * task that uses what there is not, or more than there is, fails.
   */
  public SupervisorBuilder startLimits(StartLimits limits) {
    settings().startLimits(limits);
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
    host = host.withLog(target);
    return this;
  }

  /**
   * Sets whether the JVM may end while tasks are outstanding; by default false: when {@code main}
   * returns without {@link Supervisor#close}, the JVM waits for all tasks and processes, as it does
   * for the tasks of an executor. A daemon pool is stopped then as by {@link System#exit}. A pool
   * without tasks never keeps the JVM.
   */
  public SupervisorBuilder daemon(boolean value) {
    host = host.withEnd(host.end().withDaemon(value));
    return this;
  }

  /**
   * Sets whether a shutdown hook stops the pool as {@link Supervisor#drain} does when the JVM ends
   * and the pool was not closed; by default true. A program that closes the pool in a hook of its
   * own, as Spring does, sets false to have that hook wait for all tasks: the JVM runs all hooks at
   * the same time.
   */
  public SupervisorBuilder shutdownHook(boolean value) {
    host = host.withEnd(host.end().withShutdownHook(value));
    return this;
  }

  /**
   * Limits the time in which {@link Supervisor#close} waits for tasks; not negative, by default
   * there is no limit. When it has passed, waiting tasks are skipped and running ones have the
   * grace period, as after {@link Supervisor#drain}. Protects a {@code try} block that is left by
   * an exception from waiting for tasks which wait for the program.
   *
   * @throws IllegalArgumentException if the limit is negative
   */
  public SupervisorBuilder closeLimit(Duration limit) {
    host = host.withEnd(host.end().withCloseLimit(limit));
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
    Launching launching = new Launching(prepareClassPath(), folders(), earlyWorker);
    return new Supervisor(settings().build(), launching, host);
  }

  /** Starts a pool that all parts of the program share. */
  Supervisor startCommon() {
    host = host.withEnd(host.end().asCommon());
    return start();
  }
}
