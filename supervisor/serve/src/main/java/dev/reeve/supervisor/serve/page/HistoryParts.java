package dev.reeve.supervisor.serve.page;

import dev.reeve.supervisor.model.TaskStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The content of a {@link RunHistory}, whose lock guards it.
 *
 * @param timelines that of the whole run, and of a server that of recent time too
 * @param runTimes of all attempts
 * @param counts of tasks that have ended
 */
record HistoryParts(
    List<Timeline> timelines,
    TaskBars bars,
    HistoryFailures failures,
    WorkerHistory workers,
    HandlerTotals handlers,
    DurationHistogram runTimes,
    StatusCounts counts) {

  static HistoryParts of(List<Timeline> timelines, TaskBars bars, HistoryFailures failures) {
    return new HistoryParts(
        timelines,
        bars,
        failures,
        new WorkerHistory(),
        new HandlerTotals(),
        new DurationHistogram(),
        new StatusCounts());
  }

  void each(Consumer<Timeline> action) {
    timelines.forEach(action);
  }

  long count(TaskStatus status) {
    return counts.get(status);
  }

  /** Returns the numbers of tasks that have ended. */
  Map<TaskStatus, Long> ended() {
    Map<TaskStatus, Long> ended = new LinkedHashMap<>();
    for (TaskStatus status : TaskStatus.values()) {
      ended.put(status, count(status));
    }
    return ended;
  }
}
