package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.EarlyWorker;
import dev.reeve.supervisor.PoolTooDeepException;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.SupervisorBuilder;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.JobSettings;
import dev.reeve.supervisor.job.TaskSource;
import dev.reeve.supervisor.job.WorkerCount;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.WorkerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts the pool of a run. Options of the command line take precedence over the settings of the
 * job. Class paths and JVM arguments are taken from both, in such an order that the command line
 * wins: first in a class path, last among arguments.
 */
final class PoolStarter {
  private final PoolOptions options;
  private final Job job;
  private final @Nullable EarlyWorker early;
  private WorkerOptions worker;
  private final @Nullable CommandOutputs outputs;
  private boolean pausing;

  /**
   * @param early the worker that was started ahead; null if there is none
   * @param outputs ways of outputs of commands; null if none are wanted
   */
  PoolStarter(
      PoolOptions options, Job job, @Nullable EarlyWorker early, @Nullable CommandOutputs outputs) {
    this.options = options;
    this.job = job;
    this.early = early;
    this.outputs = outputs;
    WorkerOptions ofJob = job.settings().worker();
    this.worker =
        new WorkerOptions(
            joined(options.classpath(), ofJob.classpath()),
            joined(joined(ofJob.jvmArgs(), options.jvmArgs()), outputArgs(outputs)),
            ofJob.env(),
            either(options.maxTasksPerWorker(), ofJob.maxTasks()),
            either(options.maxWorkerMemory(), ofJob.maxResidentBytes()));
  }

  private static List<String> outputArgs(@Nullable CommandOutputs outputs) {
    return outputs == null ? List.of() : outputs.workerArgs();
  }

  private static <T> List<T> joined(List<T> one, List<T> two) {
    List<T> both = new ArrayList<>(one);
    both.addAll(two);
    return both;
  }

  private static long either(@Nullable Long option, long setting) {
    return option == null ? setting : option;
  }

  /** Has a slot whose workers die again and again paused, instead of ending the pool. */
  PoolStarter pausing() {
    pausing = true;
    return this;
  }

  /** Hides a variable of this process from workers, unless the job gives it a value. */
  PoolStarter hiding(String variable) {
    worker = hiding(worker, variable);
    return this;
  }

  /** Returns options with an empty value of a variable, unless they have one. */
  static WorkerOptions hiding(WorkerOptions worker, String variable) {
    Map<String, String> env = new HashMap<>(worker.env());
    String unused = env.putIfAbsent(variable, "");
    return worker.withEnv(env);
  }

  /**
   * Rejects a class path on which workers would not find their handlers; their own message would be
   * far less clear.
   */
  void checkClasspath() throws CommandAbortedException {
    Classpath.require(worker.classpath());
  }

  /** Returns the folder for logs that the early worker has; null if there is none. */
  @Nullable Path logFolder() {
    return early == null ? null : early.logFolder();
  }

  /**
   * Starts the supervisor.
   *
   * @param resumes whether tasks may be left out, so that the number of tasks is not known before
   *     all of the job has been read
   * @param logs folder for the standard error of workers
   * @param listener null if there is none
   */
  Supervisor start(
      boolean resumes, Path logs, SupervisorLog log, @Nullable SupervisorListener listener)
      throws CommandAbortedException {
    SupervisorBuilder builder =
        Supervisor.builder()
            .workingDirectory(job.folder())
            .logFolder(logs)
            .workers(size())
            .worker(worker)
            .restarts(restarts())
            .daemon(true) // the command waits for it
            .log(log);
    if (job.totalTasks() != TaskSource.UNKNOWN && !resumes) {
      builder.totalTasks(job.totalTasks());
    }
    SupervisorListener all = outputs == null ? listener : outputs.listener(listener);
    if (all != null) {
      builder.listener(all);
    }
    setLimits(builder);
    setStartUp(builder);
    if (outputs != null) {
      outputs.open();
    }
    try {
      return builder.start();
    } catch (PoolTooDeepException e) {
      if (outputs != null) {
        outputs.discard();
      }
      throw new CommandAbortedException(
          ExitCodes.WORKERS_DO_NOT_START, String.valueOf(e.getMessage()));
    }
  }

  /** Returns the number of workers. */
  int size() {
    int processors = Runtime.getRuntime().availableProcessors();
    WorkerCount count = options.workers() != null ? options.workers() : job.settings().workers();
    return count == null ? processors : count.on(processors);
  }

  private RestartPolicy restarts() {
    RestartPolicy given = job.settings().restarts();
    RestartPolicy ofJob =
        pausing && given.equals(RestartPolicy.ENDING) ? RestartPolicy.PAUSING : given;
    Integer maxCrashes = options.maxCrashes();
    return maxCrashes == null ? ofJob : ofJob.withMaxCrashes(maxCrashes);
  }

  private void setLimits(SupervisorBuilder builder) {
    JobSettings settings = job.settings();
    Duration grace = options.grace();
    if (grace != null) {
      builder.grace(grace);
    }
    Duration deadline = options.deadline() != null ? options.deadline() : settings.deadline();
    if (deadline != null) {
      builder.deadline(deadline);
    }
    builder.startLimits(options.startLimits(settings.resources()));
    HaltRule halt = options.halt() != null ? options.halt() : settings.halt();
    if (halt != null) {
      builder.halt(halt);
    }
  }

  private void setStartUp(SupervisorBuilder builder) {
    Path cache = CacheFolder.of(System.getenv());
    if (early != null) {
      builder.earlyWorker(early);
    }
    if (cache != null) {
      builder.cacheFolder(cache);
    }
  }
}
