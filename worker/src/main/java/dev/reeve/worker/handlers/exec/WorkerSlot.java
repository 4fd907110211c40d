package dev.reeve.worker.handlers.exec;

import dev.reeve.os.ProcessEnvironment;
import java.util.List;

/** The number of this worker's slot in the pool. */
final class WorkerSlot {
  private WorkerSlot() {}

  /** Returns the words of a command with the slot's number, from 1, in place of a mark. */
  static List<String> replace(String mark, List<String> command) {
    String id = System.getenv(ProcessEnvironment.WORKER_ID);
    String number = Integer.toString(1 + (id == null ? 0 : slot(id)));
    return command.stream().map(word -> word.replace(mark, number)).toList();
  }

  /** Returns the slot in a worker's id, which ends with slot and generation: {@code -3.0}. */
  static int slot(String workerId) {
    int dot = workerId.lastIndexOf('.');
    return Integer.parseInt(workerId.substring(workerId.lastIndexOf('-', dot) + 1, dot));
  }
}
