package dev.reeve.supervisor.serve.page;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerReport;
import java.util.Map;

/** The data of the page as JSON, for its script. */
final class HistoryJson {
  /** A page that is told every second gets no more bars at a time than it can draw. */
  private static final int MOST_NEW_BARS = 400;

  private HistoryJson() {}

  /**
   * What the reader has already.
   *
   * @param bar number of the last bar that it has; 0 if it has none
   * @param failure the same of failures
   * @param isWhole whether it wants the timeline of the whole past
   */
  record Cut(long bar, long failure, boolean isWhole) {
    static final Cut NONE = new Cut(0, 0, true);
  }

  /**
   * Appends the members of an object that is open.
   *
   * @param history under whose lock the caller is
   * @param counts tasks that have ended
   */
  static void write(
      RunHistory history, PageFacts facts, Map<TaskStatus, Long> counts, Cut cut, JsonWriter out) {
    out.member("name").string(facts.name());
    out.member("state").string(facts.state());
    out.member("message").stringOrNull(facts.message());
    out.member("exitCode").numberOrNull(facts.exitCode());
    out.member("alreadyDone").number(facts.alreadyDone());
    out.member("startedAt").number(history.startedAt().toEpochMilli());
    millis(out.member("now"), history.now());
    out.member("counts");
    String divider = "[";
    for (TaskStatus status : TaskStatus.values()) {
      out.ascii(divider).number(counts.getOrDefault(status, 0L));
      divider = ",";
    }
    out.ascii(']');
    writeRunTimes(history.parts().runTimes(), out);
    writeTimelines(history, cut.isWhole(), out);
    writeBars(history.parts().bars(), cut.bar(), out);
    writeFailures(history.parts().failures(), cut.failure(), out);
    writeWorkers(history.parts().workers(), out);
    writeHandlers(history.parts().handlers(), out);
  }

  private static void writeRunTimes(DurationHistogram times, JsonWriter out) {
    millis(out.member("p50"), times.quantileMillis(0.5));
    millis(out.member("p95"), times.quantileMillis(0.95));
  }

  /** Writes {@code null} for that of the whole past if it is not wanted. */
  private static void writeTimelines(RunHistory history, boolean isWhole, JsonWriter out) {
    out.member("timelines").ascii('[');
    String divider = "";
    for (Timeline timeline : history.parts().timelines()) {
      out.ascii(divider);
      if (isWhole || timeline.forgets()) {
        TimelineJson.write(timeline, out);
      } else {
        out.nothing();
      }
      divider = ",";
    }
    out.ascii(']');
  }

  /** Writes milliseconds with at most three decimals. */
  static JsonWriter millis(JsonWriter out, double millis) {
    double rounded = Math.rint(millis * 1e3) / 1e3;
    long whole = (long) rounded;
    return rounded == whole ? out.number(whole) : out.number(rounded);
  }

  private static void writeBars(TaskBars bars, long after, JsonWriter out) {
    out.member("bars").ascii('[');
    String divider = "";
    for (TaskBar bar : bars.after(after, after == 0 ? TaskBars.MOST : MOST_NEW_BARS)) {
      writeBar(bar, out.ascii(divider));
      divider = ",";
    }
    out.ascii(']');
    out.member("lastBar").number(bars.last());
    out.member("barsLeftOut").number(bars.leftOut());
  }

  /** Writes an array, as there are many. */
  private static void writeBar(TaskBar bar, JsonWriter out) {
    out.ascii('[').number((long) bar.slot()).ascii(',');
    millis(out, bar.startMillis()).ascii(',');
    millis(out, bar.millis()).ascii(',');
    out.number(StatusCounts.number(bar.status())).ascii(',').number((long) bar.attempt());
    out.ascii(',').number(bar.task().seq());
    out.ascii(',').string(bar.task().id());
    out.ascii(',').string(bar.task().handler()).ascii(']');
  }

  private static void writeFailures(HistoryFailures failures, long after, JsonWriter out) {
    out.member("failures").ascii('[');
    String divider = "";
    for (FailedAttempt failure : failures.after(after)) {
      writeFailure(failure, out.ascii(divider));
      divider = ",";
    }
    out.ascii(']');
    out.member("failuresTotal").number(failures.total());
    out.member("failuresLeftOut").number(failures.leftOut());
  }

  private static void writeFailure(FailedAttempt failure, JsonWriter out) {
    TaskError error = failure.error();
    out.beginObject().member("number").number(failure.number());
    out.member("seq").number(failure.task().seq());
    out.member("id").string(failure.task().id());
    out.member("handler").string(failure.task().handler());
    out.member("status").number(StatusCounts.number(failure.status()));
    out.member("attempt").number((long) failure.attempt());
    millis(out.member("at"), failure.atMillis());
    millis(out.member("millis"), failure.millis());
    out.member("slot").number((long) failure.slot());
    out.member("last").flag(failure.isLast());
    out.member("type").string(error.type());
    out.member("text").stringOrNull(error.message());
    out.member("stack").stringOrNull(error.stack());
    out.member("exitCode").numberOrNull(error.exitCode());
    out.member("signal").stringOrNull(error.signal());
    out.member("stdout").stringOrNull(error.stdoutTail());
    out.member("stderr").stringOrNull(error.stderrTail()).endObject();
  }

  private static void writeWorkers(WorkerHistory workers, JsonWriter out) {
    out.member("workers").ascii('[');
    String divider = "";
    for (WorkerLife life : workers.all()) {
      writeWorker(life, out.ascii(divider));
      divider = ",";
    }
    out.ascii(']');
    out.member("workersLeftOut").number(workers.leftOut());
  }

  private static void writeWorker(WorkerLife life, JsonWriter out) {
    out.beginObject().member("slot").number((long) life.worker().slot());
    out.member("generation").number((long) life.worker().generation());
    out.member("pid").number(life.worker().pid());
    millis(out.member("start"), life.startMillis());
    out.member("tasks").number(life.tasks());
    out.member("memory").number(life.residentBytes());
    out.member("peak").number(life.peakBytes());
    WorkerReport report = life.report();
    if (report != null) {
      millis(out.member("end"), life.endMillis());
      out.member("exitCode").numberOrNull(report.exitCode());
      out.member("signal").stringOrNull(report.signal());
      out.member("crashed").flag(report.crashed());
      out.member("growing").flag(report.memory().growing());
      out.member("reason").string(report.reason());
    }
    out.endObject();
  }

  private static void writeHandlers(HandlerTotals handlers, JsonWriter out) {
    out.member("handlers").ascii('[');
    String divider = "";
    for (Map.Entry<String, HandlerTotals.Total> entry : handlers.all().entrySet()) {
      writeHandler(entry.getKey(), entry.getValue(), out.ascii(divider));
      divider = ",";
    }
    out.ascii(']');
  }

  private static void writeHandler(String name, HandlerTotals.Total total, JsonWriter out) {
    out.beginObject().member("name").string(name);
    out.member("ended");
    String divider = "[";
    for (TaskStatus status : TaskStatus.values()) {
      out.ascii(divider).number(total.ended(status));
      divider = ",";
    }
    out.ascii(']').member("attempts").number(total.attempts());
    millis(out.member("p50"), total.quantileMillis(0.5));
    millis(out.member("p95"), total.quantileMillis(0.95));
    millis(out.member("longest"), total.longestMillis());
    millis(out.member("sum"), total.sumMillis()).endObject();
  }
}
