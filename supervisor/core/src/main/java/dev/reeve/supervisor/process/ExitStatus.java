package dev.reeve.supervisor.process;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exit code as the operating system tells it, and our reading of it. The JDK gives 128 + n for a
 * process that signal n ended, which a process may also choose as its exit code; so a signal is
 * named as far as the number tells.
 *
 * @param code 0 to 255
 */
public record ExitStatus(int code) {

  private static final int SIGNALLED = 128;

  /** The signals that end a process unless it handles them, by their numbers on Linux. */
  private static final Map<Integer, String> SIGNALS =
      Map.ofEntries(
          Map.entry(1, "HUP"),
          Map.entry(2, "INT"),
          Map.entry(3, "QUIT"),
          Map.entry(4, "ILL"),
          Map.entry(5, "TRAP"),
          Map.entry(6, "ABRT"),
          Map.entry(7, "BUS"),
          Map.entry(8, "FPE"),
          Map.entry(9, "KILL"),
          Map.entry(10, "USR1"),
          Map.entry(11, "SEGV"),
          Map.entry(12, "USR2"),
          Map.entry(13, "PIPE"),
          Map.entry(14, "ALRM"),
          Map.entry(15, "TERM"),
          Map.entry(16, "STKFLT"),
          Map.entry(24, "XCPU"),
          Map.entry(25, "XFSZ"),
          Map.entry(26, "VTALRM"),
          Map.entry(27, "PROF"),
          Map.entry(29, "IO"),
          Map.entry(30, "PWR"),
          Map.entry(31, "SYS"));

  /**
   * Name of the signal without {@code SIG}, such as {@code KILL}; null if the code speaks of none.
   */
  public @Nullable String signal() {
    return SIGNALS.get(code - SIGNALLED);
  }

  /** For people: {@code exit code 3} or {@code exit code 137 (SIGKILL)}. */
  @Override
  public String toString() {
    String signal = signal();
    return signal == null ? "exit code " + code : "exit code " + code + " (SIG" + signal + ")";
  }
}
