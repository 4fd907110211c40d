package dev.reeve.supervisor;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.text.Sizes;
import dev.reeve.worker.WorkerContext;
import dev.reeve.worker.mapping.InvalidValueException;
import dev.reeve.worker.mapping.TypeBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reader of what workers have left for this program by {@link WorkerContext#exitResult}.
 *
 * <pre>{@code
 * RunSummary summary = pool.finish();
 * long pages = ExitResults.of(summary, Long.class).stream().mapToLong(Long::longValue).sum();
 * }</pre>
 */
public final class ExitResults {
  private ExitResults() {}

  /**
   * Returns what the processes have left, by slot, then in the order of their starts. Processes
   * that left nothing, crashed or were killed are left out; {@link RunSummary#workers} has them.
   *
   * @throws IllegalArgumentException if a process has left a value of another type; names the
   *     process
   * @throws IllegalStateException if a result was dropped, because all would take more than {@link
   *     WorkerReport#MAX_EXIT_RESULTS_BYTES}; names the process
   */
  public static <T> List<T> of(RunSummary summary, Class<T> type) {
    TypeBinding binding = TypeBinding.of(type);
    List<T> results = new ArrayList<>();
    for (WorkerReport report : summary.workers()) {
      requireKept(report);
      Json json = report.exitResult();
      if (json != null) {
        @SuppressWarnings("unchecked") // a class literal such as int.class casts no object
        T result = (T) read(json, binding, report);
        results.add(result);
      }
    }
    return results;
  }

  private static void requireKept(WorkerReport report) {
    if (report.exitResultDropped()) {
      throw new IllegalStateException(
          "the exit result of worker %d.%d was not kept, because those of a run take %s at most; add them up in SupervisorListener.workerExited, which gets each"
              .formatted(
                  report.slot(),
                  report.generation(),
                  Sizes.mebibytes(WorkerReport.MAX_EXIT_RESULTS_BYTES)));
    }
  }

  private static Object read(Json json, TypeBinding binding, WorkerReport report) {
    try {
      return Objects.requireNonNull(binding.read(json, "exit result"));
    } catch (InvalidValueException e) {
      throw new IllegalArgumentException(
          "worker %d.%d left another value than a %s: %s"
              .formatted(report.slot(), report.generation(), binding.name(), e.problem()),
          e);
    }
  }
}
