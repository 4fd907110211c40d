package dev.reeve.supervisor.results;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A writer of result records: one line of JSON for each result. A handler's result is copied byte
 * for byte. Members without a value are left out, except an error's {@code exitCode} and {@code
 * signal}, which are written as a pair. Not thread-safe.
 */
public final class RecordWriter {
  /** Beginning of every record, by which a results file is recognised. */
  static final String START = "{\"seq\":";

  static final String ID = ",\"id\":";
  static final String HANDLER = ",\"handler\":";
  static final String TASK = ",\"task\":\"";

  private static final Map<TaskStatus, String> STATUS = new EnumMap<>(TaskStatus.class);

  static {
    for (TaskStatus status : TaskStatus.values()) {
      STATUS.put(status, ",\"status\":\"" + status.word() + "\",\"attempts\":");
    }
  }

  private final TimestampText timestamps = new TimestampText();

  /**
   * Appends the record and its newline.
   *
   * @param taskHash the member {@code task}; {@link TaskHash#NONE} for an invalid entry
   */
  public void write(TaskResult result, long taskHash, JsonWriter out) {
    out.ascii(START).number(result.seq());
    out.ascii(ID).string(result.id());
    out.ascii(HANDLER).string(result.handler());
    out.ascii(statusMember(result.status())).number(result.attempts());
    if (taskHash != TaskHash.NONE) {
      out.ascii(TASK).hex(taskHash).ascii('"');
    }
    writeTimes(result, out);
    writeWorker(result.worker(), out);
    if (result.result() != null) {
      out.ascii(",\"result\":").value(result.result());
    }
    if (result.error() != null) {
      writeError(result.error(), out);
    }
    out.ascii("}\n");
  }

  /** Returns the member {@code status} and the beginning of the next. */
  static String statusMember(TaskStatus status) {
    return STATUS.getOrDefault(status, "");
  }

  private void writeTimes(TaskResult result, JsonWriter out) {
    if (result.startedAt() != null) {
      out.ascii(",\"startedAt\":\"");
      timestamps.write(result.startedAt(), out);
      out.ascii('"');
    }
    out.ascii(",\"durationMs\":");
    writeMillis(result.durationNanos(), out);
  }

  /** Writes milliseconds with one to three decimals, so that microseconds are visible. */
  static void writeMillis(long nanos, JsonWriter out) {
    long micros = Math.max(0, nanos) / 1_000;
    int fraction = (int) (micros % 1_000);
    out.number(micros / 1_000).ascii('.').ascii((char) ('0' + fraction / 100));
    if (fraction % 100 != 0) {
      out.ascii((char) ('0' + fraction / 10 % 10));
    }
    if (fraction % 10 != 0) {
      out.ascii((char) ('0' + fraction % 10));
    }
  }

  private static void writeWorker(TaskResult.@Nullable WorkerRef worker, JsonWriter out) {
    if (worker != null) {
      out.ascii(",\"worker\":{\"slot\":").number(worker.slot());
      out.ascii(",\"pid\":").number(worker.pid()).ascii('}');
    }
  }

  private static void writeError(TaskError error, JsonWriter out) {
    out.ascii(",\"error\":{\"type\":").string(error.type());
    writeText(",\"message\":", error.message(), out);
    writeText(",\"stack\":", error.stack(), out);
    if (error.exitCode() != null || error.signal() != null) {
      out.ascii(",\"exitCode\":").numberOrNull(error.exitCode());
      out.ascii(",\"signal\":").stringOrNull(error.signal());
    }
    writeText(",\"stdoutTail\":", error.stdoutTail(), out);
    writeText(",\"stderrTail\":", error.stderrTail(), out);
    out.ascii('}');
  }

  private static void writeText(String member, @Nullable String text, JsonWriter out) {
    if (text != null) {
      out.ascii(member).string(text);
    }
  }
}
