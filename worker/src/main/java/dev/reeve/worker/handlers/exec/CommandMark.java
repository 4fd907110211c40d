package dev.reeve.worker.handlers.exec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reeve.worker.proc.ProcessEntry;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An environment variable that is different for every command, and which all processes that come of
 * the command inherit. By it they are known again when their parents have gone, which is when the
 * operating system has forgotten where they came from.
 */
final class CommandMark {
  static final String VARIABLE = "REEVE_COMMAND";

  /** Times that an empty environment is looked at, a millisecond apart. */
  private static final int LOOKS = 10;

  /** Parent of the kernel's own threads, which have no environment. */
  private static final int KERNEL_THREADS = 2;

  private static final AtomicLong COUNTER = new AtomicLong();

  private final String value;

  private CommandMark(String value) {
    this.value = value;
  }

  /** Pid and time tell workers apart, also when a pid comes again; the counter tells commands. */
  static CommandMark next() {
    long worker = ProcessHandle.current().pid();
    return new CommandMark(
        worker + "-" + Long.toHexString(System.nanoTime()) + "-" + COUNTER.incrementAndGet());
  }

  void addTo(Map<String, String> environment) {
    environment.put(VARIABLE, value);
  }

  /** Whether the process has it; false when its environment cannot be read. */
  boolean isOn(long pid) {
    String environment = environment(pid);
    for (int look = 1; look < LOOKS && environment.isEmpty() && mayHaveOne(pid); look++) {
      Pause.millis(1);
      environment = environment(pid);
    }
    return ('\0' + environment).contains('\0' + VARIABLE + '=' + value + '\0');
  }

  private static String environment(long pid) {
    try (FileInputStream file = new FileInputStream("/proc/" + pid + "/environ")) {
      return new String(file.readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /** In the midst of execve(2) a process has none that could be read; it has one soon. */
  private static boolean mayHaveOne(long pid) {
    ProcessEntry entry = ProcessEntry.read(pid);
    return entry != null && !entry.hasEnded() && entry.parent() != KERNEL_THREADS;
  }
}
