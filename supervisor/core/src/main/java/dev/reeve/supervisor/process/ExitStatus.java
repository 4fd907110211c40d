package dev.reeve.supervisor.process;

import dev.reeve.os.SignalNames;
import org.jspecify.annotations.Nullable;

/**
 * The exit code of a process, with the signal that it stands for.
 *
 * @param code 0 to 255, as the operating system reports it
 */
public record ExitStatus(int code) {

  /** Returns a name without {@code SIG}, such as {@code KILL}; null if the code stands for none. */
  public @Nullable String signal() {
    return SignalNames.ofExitCode(code);
  }

  /** Returns text for messages: {@code exit code 3} or {@code exit code 137 (SIGKILL)}. */
  @Override
  public String toString() {
    String signal = signal();
    return signal == null ? "exit code " + code : "exit code " + code + " (SIG" + signal + ")";
  }
}
