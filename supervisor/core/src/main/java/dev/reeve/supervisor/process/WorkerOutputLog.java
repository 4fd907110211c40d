package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.protocol.Diagnosis;
import dev.reeve.protocol.Frame;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.RequestId;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.model.WorkerLine;
import dev.reeve.text.Printable;
import dev.reeve.text.Quote;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The part of a worker's standard output that goes into the worker's log: log messages, responses
 * to {@code diagnose}, and stray lines, which are not messages. Thread-safe.
 */
final class WorkerOutputLog {
  /** Further stray lines are counted only. */
  private static final int MAX_REPORTED = 100;

  private final WorkerKey key;
  private final SupervisorLog log;
  private final LineSink logMessages;
  private final LineSink diagnoses;
  private final LineSink strayLines;
  private final Set<RequestId> diagnoseRequests = ConcurrentHashMap.newKeySet();
  private final AtomicLong strayCount = new AtomicLong();

  /**
   * @param log also receives the first stray lines
   */
  WorkerOutputLog(WorkerKey key, WorkerLog workerLog, SupervisorLog log) {
    this.key = key;
    this.log = log;
    this.logMessages = workerLog.source(key, WorkerLine.Source.LOG);
    this.diagnoses = workerLog.source(key, WorkerLine.Source.DIAGNOSIS);
    this.strayLines = workerLog.source(key, WorkerLine.Source.STDOUT);
  }

  /** Has the response to this request logged. */
  void expectDiagnosis(RequestId request) {
    diagnoseRequests.add(request);
  }

  /** Logs the message if it is a log message, or the first response to such a request. */
  void add(FromWorker message) {
    if (message instanceof FromWorker.Success success && diagnoseRequests.remove(success.id())) {
      addDiagnosis(success);
    } else if (message instanceof FromWorker.Log line) {
      String task = line.task() == null ? "" : "task " + Printable.escaped(line.task()) + ": ";
      addLine(logMessages, (line.level() + " " + task + line.message()).replace('\n', ' '));
    }
  }

  /** Makes all log messages visible to readers of the log. */
  void flush() {
    logMessages.flush();
  }

  /**
   * Logs and counts a stray line.
   *
   * @param reason why it is not a message
   */
  void addStrayLine(Frame line, String reason) {
    int kept = Math.min(line.length(), WorkerLog.MAX_LINE_BYTES); // it may be 16 MiB long
    byte[] bytes = Arrays.copyOfRange(line.array(), line.offset(), line.offset() + kept);
    strayLines.line(bytes, kept, kept < line.length());
    strayLines.flush();
    long number = strayCount.incrementAndGet();
    if (number <= MAX_REPORTED) {
      String quoted = Quote.line(new String(bytes, UTF_8));
      warn(" wrote a line that is not a message: " + quoted + ": " + reason);
    }
    if (number == MAX_REPORTED) {
      warn(": further lines that are not messages are only counted");
    }
  }

  long strayCount() {
    return strayCount.get();
  }

  private void warn(String text) {
    log.log(Level.WARNING, key + text);
  }

  private void addDiagnosis(FromWorker.Success response) {
    byte[] bytes = diagnosis(response).getBytes(UTF_8);
    LineSplitter lines = new LineSplitter(diagnoses, WorkerLog.MAX_LINE_BYTES);
    lines.add(bytes, 0, bytes.length);
    lines.end();
    diagnoses.flush();
  }

  private static String diagnosis(FromWorker.Success response) {
    try {
      Diagnosis diagnosis = new MessageCodec().readDiagnosis(response.result());
      return "memory in bytes: " + diagnosis.memory() + '\n' + diagnosis.threads();
    } catch (ProtocolException e) {
      return "cannot be read: " + e.getMessage();
    }
  }

  private static void addLine(LineSink sink, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    int kept = Math.min(bytes.length, WorkerLog.MAX_LINE_BYTES);
    sink.line(bytes, kept, kept < bytes.length);
  }
}
