package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.protocol.Frame;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.text.Quote;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lines on a worker's standard output that are no messages: all are counted and go to the worker's
 * log, the first ones are told to people too.
 */
final class StrayLines {
  private static final int TOLD = 100;

  private final WorkerKey key;
  private final LineSink sink;
  private final SupervisorLog log;
  private final AtomicLong count = new AtomicLong();

  StrayLines(WorkerKey key, LineSink sink, SupervisorLog log) {
    this.key = key;
    this.sink = sink;
    this.log = log;
  }

  /**
   * @param why it is no message
   */
  void add(Frame line, String why) {
    int kept = Math.min(line.length(), WorkerLog.MAX_LINE_BYTES); // a line may have 16 MiB
    byte[] bytes = Arrays.copyOfRange(line.array(), line.offset(), line.offset() + kept);
    sink.line(bytes, kept, kept < line.length());
    sink.flush();
    tell(Quote.line(new String(bytes, UTF_8)), why);
  }

  long count() {
    return count.get();
  }

  private void tell(String quoted, String why) {
    long number = count.incrementAndGet();
    if (number <= TOLD) {
      log.log(Level.WARNING, key + " wrote a line that is no message: " + quoted + ": " + why);
    }
    if (number == TOLD) {
      log.log(Level.WARNING, key + ": further lines that are no messages are counted only");
    }
  }
}
