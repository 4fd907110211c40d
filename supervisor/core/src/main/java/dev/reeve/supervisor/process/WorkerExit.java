package dev.reeve.supervisor.process;

import org.jspecify.annotations.Nullable;

/**
 * The end of a worker process.
 *
 * @param status its exit code
 * @param outputComplete false if another process still held the worker's output open, so that
 *     reading was given up
 * @param stderrTail last 4 KiB of its standard error
 * @param strayLines number of lines on standard output that were not messages
 * @param crash the report of its JVM, if that crashed natively; null if there is none
 */
public record WorkerExit(
    ExitStatus status,
    boolean outputComplete,
    String stderrTail,
    long strayLines,
    @Nullable CrashReport crash) {
  /** The JVM's last line if it ends for want of memory; see its option ExitOnOutOfMemoryError. */
  private static final String OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError: ";

  private static final int OUT_OF_MEMORY_CODE = 3;

  /** The end of a worker whose JVM has reported no crash. */
  public WorkerExit(ExitStatus status, boolean outputComplete, String stderrTail, long strayLines) {
    this(status, outputComplete, stderrTail, strayLines, null);
  }

  /** Returns the memory that was exhausted, such as {@code Java heap space}; null if none was. */
  public @Nullable String exhausted() {
    int at = status.code() == OUT_OF_MEMORY_CODE ? stderrTail.lastIndexOf(OUT_OF_MEMORY) : -1;
    if (at < 0) {
      return null;
    }
    int end = stderrTail.indexOf('\n', at);
    String line = end < 0 ? stderrTail.substring(at) : stderrTail.substring(at, end);
    return line.substring(OUT_OF_MEMORY.length()).strip();
  }

  /** Returns how it ended, for messages: the exit code, and the crash or the exhausted memory. */
  public String account() {
    if (crash != null) {
      return status + ": " + crash.text();
    }
    String memory = exhausted();
    return memory == null ? status.toString() : status + ": it ran out of memory (" + memory + ")";
  }
}
