package dev.reeve.supervisor.results;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A result as a line of JSON, the result record. A handler's result is copied byte for byte and
 * never read. Members that have no value are left out, but for an error's {@code exitCode} and
 * {@code signal}, which come as a pair. Not thread-safe.
 */
public final class RecordWriter {
  /** How every record begins; also how a results file is known. */
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
   * @param taskHash the member {@code task}; {@link TaskHash#NONE} for a result of what is no task
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

  /** The member {@code status}, and the beginning of the next. */
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

  /** Milliseconds with one to three decimals, so that a microsecond still shows. */
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
    writeText(",\"stderrTail\":", error.stderrTail(), out);
    out.ascii('}');
  }

  private static void writeText(String member, @Nullable String text, JsonWriter out) {
    if (text != null) {
      out.ascii(member).string(text);
    }
  }
}
