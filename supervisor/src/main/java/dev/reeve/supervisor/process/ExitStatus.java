package dev.reeve.supervisor.process;

import org.jspecify.annotations.Nullable;

/**
 * An exit code as the operating system tells it, and our reading of it. The JDK gives 128 + n for a
 * process that signal n ended, which a process may also choose as its exit code; so a signal is
 * named as far as the number tells.
 *
 * @param code 0 to 255
 */
public record ExitStatus(int code) {

  /**
   * Name of the signal without {@code SIG}, such as {@code KILL}; null if the code speaks of none.
   */
  public @Nullable String signal() {
    return code > 128 ? "SIG" : null;
  }

  /** For people: {@code exit code 3} or {@code exit code 137 (SIGKILL)}. */
  @Override
  public String toString() {
    String signal = signal();
    return signal == null ? "exit code " + code : "exit code " + code + " (SIG" + signal + ")";
  }
}
