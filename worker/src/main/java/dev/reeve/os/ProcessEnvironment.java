package dev.reeve.os;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileInputStream;
import java.io.IOException;

/** The environment that a process was started with, from {@code /proc/PID/environ}; see proc(5). */
public final class ProcessEnvironment {
  /** Times that an empty environment is looked at, a millisecond apart. */
  private static final int LOOKS = 10;

  /** Parent of the kernel's own threads, which have no environment. */
  private static final int KERNEL_THREADS = 2;

  private ProcessEnvironment() {}

  /** Whether the variable has that value there; false when the environment cannot be read. */
  public static boolean has(long pid, String variable, String value) {
    String environment = read(pid);
    for (int look = 1; look < LOOKS && environment.isEmpty() && mayHaveOne(pid); look++) {
      Pause.millis(1);
      environment = read(pid);
    }
    return ('\0' + environment).contains('\0' + variable + '=' + value + '\0');
  }

  private static String read(long pid) {
    try (FileInputStream file = new FileInputStream("/proc/" + pid + "/environ")) {
      return new String(file.readAllBytes(), ISO_8859_1);
    } catch (IOException e) { // it has ended, or is another user's
      return "";
    }
  }

  /** In the midst of execve(2) a process has none that could be read; it has one soon. */
  private static boolean mayHaveOne(long pid) {
    ProcessEntry entry = ProcessEntry.read(pid);
    return entry != null && !entry.hasEnded() && entry.parent() != KERNEL_THREADS;
  }
}
