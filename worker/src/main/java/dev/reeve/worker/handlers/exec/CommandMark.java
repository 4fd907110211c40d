package dev.reeve.worker.handlers.exec;

import dev.reeve.os.ProcessEnvironment;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An environment variable that is different for every command, and which all processes that come of
 * the command inherit. By it they are known again when their parents have gone, which is when the
 * operating system has forgotten where they came from.
 */
final class CommandMark {
  static final String VARIABLE = "REEVE_COMMAND";

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
    return ProcessEnvironment.has(pid, VARIABLE, value);
  }
}
