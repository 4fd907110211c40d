package dev.reeve.supervisor.process;

import dev.reeve.os.StartError;
import java.util.List;
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

  /** Words of a JVM, or of its Java code, to which the system has refused a thread. */
  private static final List<String> NO_THREAD =
      List.of("pthread_create failed (EAGAIN)", "unable to create native thread");

  private static final String REFUSED = "the system refused its JVM a thread";

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

  /**
   * Returns the refusal of the system that a JVM met while it was starting; null if it told of
   * none.
   */
  public @Nullable StartFailure refusal() {
    for (String words : NO_THREAD) {
      if (stderrTail.contains(words)) {
        return new StartFailure(
            StartError.EAGAIN, REFUSED + "; use fewer workers or raise ulimit -u (" + words + ')');
      }
    }
    return null;
  }

  /** Returns how it ended, for messages: the exit code, and the crash or what was exhausted. */
  public String account() {
    if (crash != null) {
      return status + ": " + crash.text();
    }
    String memory = exhausted();
    if (memory != null) {
      return status + ": it ran out of memory (" + memory + ")";
    }
    return refusal() == null ? status.toString() : status + ": " + REFUSED;
  }
}
