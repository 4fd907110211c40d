package dev.reeve.os;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of the signals that end a process, and their exit codes. A process that signal n ended
 * has the exit code 128 + n. A process may also choose that code itself, as a shell does for its
 * children; the number alone cannot tell the two apart.
 */
public final class SignalNames {
  private static final int BASE = 128;
  private static final int FIRST_REAL_TIME = 34;
  private static final int LAST = 64;

  /**
   * Names by number, from 1, on Linux for x86 and ARM; see signal(7). Empty for signals that end no
   * process by themselves. The C library keeps 32 and 33.
   */
  private static final List<String> NAMES =
      List.of(
          "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
          "PIPE", "ALRM", "TERM", "STKFLT", "", "", "", "", "", "", "", "XCPU", "XFSZ", "VTALRM",
          "PROF", "", "IO", "PWR", "SYS");

  private SignalNames() {}

  /** Returns a name without SIG, such as {@code KILL}; null if the exit code stands for none. */
  public static @Nullable String ofExitCode(int exitCode) {
    int number = exitCode - BASE;
    if (number >= 1 && number <= NAMES.size()) {
      String name = NAMES.get(number - 1);
      return name.isEmpty() ? null : name;
    }
    if (number >= FIRST_REAL_TIME && number <= LAST) {
      return number == FIRST_REAL_TIME ? "RTMIN" : "RTMIN+" + (number - FIRST_REAL_TIME);
    }
    return null;
  }

  /**
   * Returns the exit code of a process that the signal ended.
   *
   * @param name without SIG, such as {@code KILL}
   */
  public static int exitCode(String name) {
    int index = NAMES.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("not the name of a signal: " + name);
    }
    return BASE + index + 1;
  }
}
