package dev.reeve.worker.handlers.exec;

import dev.reeve.os.ProcessEnvironment;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A value that is different for each command. It is set in the environment of the command, and all
 * processes that the command starts inherit it. So they can be found after their parents have
 * ended, when the operating system no longer knows where they came from.
 */
final class CommandId {
  private static final AtomicLong COUNTER = new AtomicLong();

  private final String value;

  private CommandId(String value) {
    this.value = value;
  }

  /**
   * Returns a new one. Pid and time make it unique among workers, even if a pid is used again; the
   * counter makes it unique within the worker.
   */
  static CommandId next() {
    long worker = ProcessHandle.current().pid();
    return new CommandId(
        worker + "-" + Long.toHexString(System.nanoTime()) + "-" + COUNTER.incrementAndGet());
  }

  void addTo(Map<String, String> environment) {
    environment.put(ProcessEnvironment.COMMAND_ID, value);
  }

  /** Returns whether the process inherited it; false if its environment cannot be read. */
  boolean isIn(long pid) {
    return ProcessEnvironment.has(pid, ProcessEnvironment.COMMAND_ID, value);
  }
}
