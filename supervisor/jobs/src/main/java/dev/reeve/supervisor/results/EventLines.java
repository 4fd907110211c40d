package dev.reeve.supervisor.results;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskAttemptEnd;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerReport;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The events of a run as lines of JSON, each with its time first. Not thread-safe. */
public final class EventLines {
  /** Beginning of every line, by which a file of events is recognised. */
  static final String START = "{\"time\":\"";

  private final TimestampText timestamps = new TimestampText();

  private void begin(String event, Instant time, JsonWriter out) {
    timestamps.write(time, out.ascii(START));
    out.ascii("\",\"event\":\"").ascii(event).ascii('"');
  }

  /** Writes the start of a run. */
  public void runStarted(RunStart start, Instant now, JsonWriter out) {
    begin("run_start", now, out);
    out.ascii(",\"job\":").stringOrNull(start.job());
    out.ascii(",\"pid\":").number(start.pid());
    out.ascii(",\"tasks\":");
    if (start.tasks() < 0) {
      out.nothing();
    } else {
      out.number(start.tasks());
    }
    out.ascii("}\n");
  }

  /** Writes the end of a run. */
  public void runEnded(RunSummary summary, int exitCode, Instant now, JsonWriter out) {
    begin("run_end", now, out);
    out.ascii(",\"ending\":").string(summary.ending().name().toLowerCase(Locale.ROOT));
    out.ascii(",\"message\":").stringOrNull(summary.message());
    out.ascii(",\"counts\":{");
    String divider = "";
    for (TaskStatus status : TaskStatus.values()) {
      out.ascii(divider).string(status.word()).ascii(':').number(summary.count(status));
      divider = ",";
    }
    out.ascii("},\"total\":").number(summary.total());
    writeMillis(summary.wall().toNanos(), out);
    out.ascii(",\"exitCode\":").number(exitCode).ascii("}\n");
  }

  /** Writes the start of a worker. */
  public void workerStarted(SupervisorListener.Worker worker, Instant now, JsonWriter out) {
    begin("worker_start", now, out);
    out.ascii(",\"slot\":").number(worker.slot());
    out.ascii(",\"generation\":").number(worker.generation());
    out.ascii(",\"pid\":").number(worker.pid()).ascii("}\n");
  }

  /** Writes the end of a worker. */
  public void workerExited(WorkerReport report, Instant now, JsonWriter out) {
    begin("worker_exit", now, out);
    out.ascii(",\"slot\":").number(report.slot());
    out.ascii(",\"generation\":").number(report.generation());
    out.ascii(",\"pid\":").number(report.pid());
    out.ascii(",\"exitCode\":").numberOrNull(report.exitCode());
    out.ascii(",\"signal\":").stringOrNull(report.signal());
    out.ascii(",\"tasks\":").number(report.tasks());
    out.ascii(",\"crashed\":").flag(report.crashed());
    out.ascii(",\"reason\":").string(report.reason()).ascii("}\n");
  }

  /** Writes the start of an attempt. */
  public void attemptStarted(TaskAttempt attempt, Instant now, JsonWriter out) {
    Instant startedAt = attempt.startedAt();
    begin("task_start", startedAt == null ? now : startedAt, out);
    writeAttempt(attempt, out);
    out.ascii("}\n");
  }

  /** Writes the end of an attempt, and in a line of its own that another follows. */
  public void attemptEnded(TaskAttemptEnd end, Instant now, JsonWriter out) {
    begin("attempt_end", endOf(end.attempt().startedAt(), end.nanos(), now), out);
    writeAttempt(end.attempt(), out);
    out.ascii(",\"status\":").string(end.status().word());
    writeMillis(end.nanos(), out);
    writeError(end.error(), out);
    out.ascii("}\n");
    if (end.retryAfter() != null) {
      begin("retry", endOf(end.attempt().startedAt(), end.nanos(), now), out);
      writeTask(end.attempt().seq(), end.attempt().id(), end.attempt().handler(), out);
      out.ascii(",\"attempt\":").number(end.attempt().number() + 1L);
      out.ascii(",\"delayMs\":").number(end.retryAfter().toMillis()).ascii("}\n");
    }
  }

  private static Instant endOf(@Nullable Instant startedAt, long nanos, Instant now) {
    return startedAt == null ? now : startedAt.plusNanos(nanos);
  }

  /** Writes the end of a task. */
  public void taskEnded(TaskResult result, Instant now, JsonWriter out) {
    begin("task_end", endOf(result.startedAt(), result.durationNanos(), now), out);
    writeTask(result.seq(), result.id(), result.handler(), out);
    out.ascii(",\"status\":").string(result.status().word());
    out.ascii(",\"attempts\":").number(result.attempts());
    writeMillis(result.durationNanos(), out);
    writeError(result.error(), out);
    out.ascii("}\n");
  }

  private static void writeMillis(long nanos, JsonWriter out) {
    out.ascii(",\"durationMs\":");
    RecordWriter.writeMillis(nanos, out);
  }

  private static void writeAttempt(TaskAttempt attempt, JsonWriter out) {
    writeTask(attempt.seq(), attempt.id(), attempt.handler(), out);
    out.ascii(",\"attempt\":").number(attempt.number());
    out.ascii(",\"worker\":{\"slot\":").number(attempt.worker().slot());
    out.ascii(",\"pid\":").number(attempt.worker().pid()).ascii('}');
  }

  private static void writeTask(long seq, String id, String handler, JsonWriter out) {
    out.ascii(",\"seq\":").number(seq);
    out.ascii(",\"id\":").string(id);
    out.ascii(",\"handler\":").string(handler);
  }

  /** Leaves out what is long: the record has it. */
  private static void writeError(@Nullable TaskError error, JsonWriter out) {
    if (error == null) {
      return;
    }
    out.ascii(",\"error\":{\"type\":").string(error.type());
    out.ascii(",\"message\":").stringOrNull(error.message());
    out.ascii(",\"exitCode\":").numberOrNull(error.exitCode());
    out.ascii(",\"signal\":").stringOrNull(error.signal()).ascii('}');
  }
}
