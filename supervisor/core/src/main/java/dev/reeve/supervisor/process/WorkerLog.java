package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.model.WorkerLine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The log of one slot's workers: standard error, stray lines and log messages, each line with time,
 * generation and source. If the file cannot be written, one warning says so and the workers go on
 * without it. Thread-safe.
 */
final class WorkerLog implements Closeable {
  static final int MAX_LINE_BYTES = 8 << 10;
  private static final long MAX_FILE_BYTES = 10L << 20;
  private static final int MAX_FILES = 5;

  private final SupervisorLog log;
  private final @Nullable Consumer<WorkerLine> listener;
  private @Nullable RotatingFile file; // guarded by this; null: no log is kept

  private WorkerLog(
      SupervisorLog log, @Nullable RotatingFile file, @Nullable Consumer<WorkerLine> listener) {
    this.log = log;
    this.listener = listener;
    this.file = file;
  }

  /**
   * Returns the log of a slot.
   *
   * @param folder null: no log is kept
   */
  static WorkerLog of(SupervisorLog log, @Nullable Path folder, int slot) {
    return of(log, folder, slot, null);
  }

  /**
   * As {@link #of(SupervisorLog, Path, int)}.
   *
   * @param listener receives each line too, on the thread that reads it, so it must not block
   */
  static WorkerLog of(
      SupervisorLog log, @Nullable Path folder, int slot, @Nullable Consumer<WorkerLine> listener) {
    return new WorkerLog(
        log,
        folder == null
            ? null
            : new RotatingFile(
                folder.resolve("worker-" + slot + ".log"), MAX_FILE_BYTES, MAX_FILES),
        listener);
  }

  /** Returns a sink for lines from this source of this worker. */
  LineSink source(WorkerKey key, WorkerLine.Source source) {
    String label = " " + key.slot() + "." + key.generation() + " " + source.word() + ": ";
    return new LineSink() {
      @Override
      public void line(byte[] bytes, int length, boolean truncated) {
        write(label + (truncated ? "(cut) " : ""), bytes, length);
        if (listener != null) {
          String text = new String(bytes, 0, length, UTF_8);
          listener.accept(new WorkerLine(key.slot(), key.generation(), source, text));
        }
      }

      @Override
      public void flush() {
        flushFile();
      }
    };
  }

  @Override
  public synchronized void close() {
    RotatingFile open = file;
    file = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      log.log(Level.DEBUG, "cannot write the end of " + open + ": " + e);
    }
  }

  private synchronized void write(String label, byte[] bytes, int length) {
    if (file == null) {
      return;
    }
    String time = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    try {
      file.writeLine((time + label).getBytes(UTF_8), bytes, length);
    } catch (IOException e) {
      giveUp(e);
    }
  }

  private synchronized void flushFile() {
    try {
      if (file != null) {
        file.flush();
      }
    } catch (IOException e) {
      giveUp(e);
    }
  }

  private synchronized void giveUp(IOException e) {
    log.log(Level.WARNING, "cannot write " + file + ", going on without this log: " + e);
    close();
  }
}
