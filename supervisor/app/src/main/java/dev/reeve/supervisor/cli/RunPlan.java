package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.SupervisorBuilder;
import dev.reeve.supervisor.job.JobSettings;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.WorkerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a run: those of the command line before those of the job before the defaults. Of
 * lists both are taken, so that the command line's win: first in a class path, last among
 * arguments.
 *
 * @param workers size of the pool
 * @param worker how they are started
 * @param grace null for the supervisor's default
 * @param deadline null for none
 * @param halt null for never
 */
record RunPlan(
    int workers,
    WorkerOptions worker,
    @Nullable Duration grace,
    @Nullable Duration deadline,
    @Nullable HaltRule halt) {

  static RunPlan of(PoolOptions options, JobSettings job, int processors) {
    WorkerOptions worker =
        new WorkerOptions(
            joined(options.classpath(), job.classpath()),
            joined(job.jvmArgs(), options.jvmArgs()),
            job.env(),
            orZero(options.maxTasksPerWorker(), job.maxTasksPerWorker()),
            orZero(options.maxWorkerMemory(), job.maxWorkerMemory()));
    return new RunPlan(
        first(options.workers(), job.workers())
            .map(count -> count.on(processors))
            .orElse(processors),
        worker,
        options.grace(),
        first(options.deadline(), job.deadline()).orElse(null),
        first(options.halt(), job.halt()).orElse(null));
  }

  private static <T> List<T> joined(List<T> one, List<T> two) {
    List<T> both = new ArrayList<>(one);
    both.addAll(two);
    return both;
  }

  private static <T> Optional<T> first(@Nullable T one, @Nullable T two) {
    return Optional.ofNullable(one != null ? one : two);
  }

  private static long orZero(@Nullable Long one, @Nullable Long two) {
    return first(one, two).orElse(0L);
  }

  void applyTo(SupervisorBuilder builder) {
    builder.workers(workers).worker(worker);
    if (grace != null) {
      builder.grace(grace);
    }
    if (deadline != null) {
      builder.deadline(deadline);
    }
    if (halt != null) {
      builder.halt(halt);
    }
  }
}
