package dev.reeve.os;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The environment with which a process was started, from {@code /proc/PID/environ}; see proc(5).
 * Children inherit it, so a variable in it tells where a process comes from even after its parents
 * have ended.
 */
public final class ProcessEnvironment {
  /** Variable that names the worker from which a process descends. */
  public static final String WORKER_ID = "REEVE_WORKER";

  /** Variable that names the command of the handler {@code exec} from which a process descends. */
  public static final String COMMAND_ID = "REEVE_COMMAND";

  /** Reads of an empty environment, one millisecond apart. */
  private static final int MAX_READS = 10;

  /** Pid of the parent of the kernel's own threads, which have no environment. */
  private static final int KERNEL_THREADS = 2;

  private ProcessEnvironment() {}

  /** Returns whether the variable has that value; false if the environment cannot be read. */
  public static boolean has(long pid, String variable, String value) {
    String environment = read(pid);
    for (int reads = 1; reads < MAX_READS && isInExec(pid, environment); reads++) {
      Pause.millis(1);
      environment = read(pid);
    }
    return ('\0' + environment).contains('\0' + variable + '=' + value + '\0');
  }

  /** Returns null if the process has ended or belongs to another user. */
  private static @Nullable String read(long pid) {
    try (FileInputStream file = new FileInputStream("/proc/" + pid + "/environ")) {
      return new String(file.readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      return null;
    }
  }

  /** Returns whether the process may be within execve(2), where its environment reads as empty. */
  private static boolean isInExec(long pid, @Nullable String environment) {
    if (environment == null || !environment.isEmpty()) {
      return false;
    }
    ProcessEntry entry = ProcessEntry.read(pid);
    return entry != null && !entry.hasEnded() && entry.parent() != KERNEL_THREADS;
  }
}
