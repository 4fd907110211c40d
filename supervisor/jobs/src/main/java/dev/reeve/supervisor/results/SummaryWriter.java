package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SlowTask;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerMemory;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.supervisor.model.WorkerTimes;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writer of the end-of-run summary, one JSON document. */
public final class SummaryWriter {
  private static final String START = "{\"job\":";

  private SummaryWriter() {}

  /** Statuses of tasks that a resumed run leaves out. */
  private static final List<TaskStatus> ENDED =
      List.of(TaskStatus.SUCCEEDED, TaskStatus.FAILED, TaskStatus.TIMED_OUT, TaskStatus.CRASHED);

  /**
   * Replaces the content of {@code file} by the summary, in one step.
   *
   * @throws IOException if that fails; the message is the reason, without the file's name
   */
  public static void write(Path file, RunFacts facts) throws IOException {
    JsonWriter out = new JsonWriter();
    write(facts, out);
    try {
      AtomicFile.write(file, out);
    } catch (IOException e) {
      throw new IOException(IoReasons.of(e), e);
    }
  }

  /** Returns whether an existing file would be replaced, as a device or a descriptor is not. */
  public static boolean replaces(Path file) {
    return AtomicFile.replaces(file);
  }

  /** Returns whether the file holds a summary, by its beginning, or is empty. */
  public static boolean isSummary(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(START.length());
      return start.length == 0 || new String(start, ISO_8859_1).equals(START);
    }
  }

  /** Appends the summary, one line. */
  public static void write(RunFacts facts, JsonWriter out) {
    RunSummary summary = facts.summary();
    out.ascii(START).stringOrNull(facts.job());
    out.ascii(",\"ending\":").string(summary.ending().name().toLowerCase(Locale.ROOT));
    out.ascii(",\"message\":").stringOrNull(summary.message());
    writeCounts(",\"counts\":{", List.of(TaskStatus.values()), summary.counts(), out);
    out.ascii(",\"total\":").number(summary.total());
    writeCounts(",\"resumed\":{", ENDED, facts.alreadyDone(), out);
    writeSpeed(summary, out);
    out.ascii(",\"exitCode\":").number(facts.exitCode());
    Path logs = facts.logs();
    out.ascii(",\"logs\":").stringOrNull(logs == null ? null : logs.toString());
    writeWorkers(summary.workers(), out);
    writeUnjoined(summary.unjoined(), out);
    writeSlowest(summary.slowest(), out);
    out.ascii("}\n");
  }

  private static void writeCounts(
      String start, List<TaskStatus> statuses, Map<TaskStatus, Long> counts, JsonWriter out) {
    out.ascii(start);
    String divider = "";
    for (TaskStatus status : statuses) {
      long count = counts.getOrDefault(status, 0L);
      out.ascii(divider).string(status.word()).ascii(':').number(count);
      divider = ",";
    }
    out.ascii('}');
  }

  private static void writeSpeed(RunSummary summary, JsonWriter out) {
    double seconds = summary.wall().toNanos() / 1e9;
    double rate = seconds > 0 ? summary.total() / seconds : 0;
    out.ascii(",\"wallSeconds\":").ascii(String.format(Locale.ROOT, "%.3f", seconds));
    out.ascii(",\"tasksPerSecond\":").ascii(String.format(Locale.ROOT, "%.1f", rate));
  }

  private static void writeWorkers(List<WorkerReport> workers, JsonWriter out) {
    out.ascii(",\"workers\":[");
    String divider = "";
    for (WorkerReport worker : workers) {
      writeWorker(worker, out.ascii(divider));
      divider = ",";
    }
    out.ascii(']');
  }

  private static void writeWorker(WorkerReport worker, JsonWriter out) {
    out.ascii("{\"slot\":").number(worker.slot());
    out.ascii(",\"generation\":").number(worker.generation());
    out.ascii(",\"pid\":").number(worker.pid());
    out.ascii(",\"exitCode\":").numberOrNull(worker.exitCode());
    out.ascii(",\"signal\":").stringOrNull(worker.signal());
    out.ascii(",\"tasks\":").number(worker.tasks());
    out.ascii(",\"peakResidentBytes\":").number(worker.peakResidentBytes());
    writeMemory(worker.memory(), out.ascii(",\"memory\":"));
    out.ascii(",\"crashed\":").ascii(Boolean.toString(worker.crashed()));
    out.ascii(",\"reason\":").string(worker.reason());
    writeTimes(worker.times(), out.ascii(",\"times\":"));
    if (worker.exitResult() != null) {
      out.ascii(",\"exitResult\":").value(worker.exitResult());
    }
    if (worker.exitResultDropped()) {
      out.ascii(",\"exitResultDropped\":true");
    }
    out.ascii('}');
  }

  private static void writeTimes(WorkerTimes times, JsonWriter out) {
    writeMillis("{\"startingMs\":", times.starting(), out);
    writeMillis(",\"workingMs\":", times.working(), out);
    writeMillis(",\"waitingMs\":", times.waiting(), out);
    writeMillis(",\"endingMs\":", times.ending(), out);
    out.ascii('}');
  }

  private static void writeMillis(String start, Duration time, JsonWriter out) {
    RecordWriter.writeMillis(time.toNanos(), out.ascii(start));
  }

  private static void writeMemory(WorkerMemory memory, JsonWriter out) {
    out.ascii("{\"firstBytes\":").number(memory.firstBytes());
    out.ascii(",\"lastBytes\":").number(memory.lastBytes());
    out.ascii(",\"peakBytes\":").number(memory.peakBytes());
    out.ascii(",\"growing\":").ascii(Boolean.toString(memory.growing())).ascii('}');
  }

  private static void writeUnjoined(List<Long> pids, JsonWriter out) {
    out.ascii(",\"unjoined\":[");
    String divider = "";
    for (long pid : pids) {
      out.ascii(divider).number(pid);
      divider = ",";
    }
    out.ascii(']');
  }

  private static void writeSlowest(List<SlowTask> tasks, JsonWriter out) {
    out.ascii(",\"slowest\":[");
    String divider = "";
    for (SlowTask task : tasks) {
      out.ascii(divider).ascii("{\"id\":").string(task.id());
      out.ascii(",\"handler\":").string(task.handler());
      out.ascii(",\"status\":").string(task.status().word());
      writeMillis(",\"durationMs\":", task.duration(), out);
      out.ascii(",\"worker\":{\"slot\":").number(task.worker().slot());
      out.ascii(",\"pid\":").number(task.worker().pid()).ascii("}}");
      divider = ",";
    }
    out.ascii(']');
  }
}
