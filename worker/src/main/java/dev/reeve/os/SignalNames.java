package dev.reeve.os;

import org.jspecify.annotations.Nullable;

/**
 * Reads a signal out of an exit code. A program that was ended by signal n has the exit code 128 +
 * n, but so has one that exited with that number by itself, as shells do for their children: the
 * number alone cannot tell.
 */
public final class SignalNames {
  private static final int BASE = 128;
  private static final int FIRST_REAL_TIME = 34;
  private static final int LAST = 64;

  /**
   * Names by number, from 1: Linux on x86 and ARM, signal(7). 32 and 33 belong to the C library.
   */
  private static final String[] NAMES = {
    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
    "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"
  };

  private SignalNames() {}

  /** Name without SIG, such as {@code KILL}; null when the exit code names no signal. */
  public static @Nullable String ofExitCode(int exitCode) {
    int number = exitCode - BASE;
    if (number >= 1 && number <= NAMES.length) {
      return NAMES[number - 1];
    }
    if (number >= FIRST_REAL_TIME && number <= LAST) {
      return number == FIRST_REAL_TIME ? "RTMIN" : "RTMIN+" + (number - FIRST_REAL_TIME);
    }
    return null;
  }
}
