package dev.reeve.supervisor.process;

import dev.reeve.os.ProcessEnvironment;
import dev.reeve.os.ProcessId;

/**
 * The values of {@link ProcessEnvironment#WORKER_ID} for the processes of one launcher.
 *
 * @param launcher different for each launcher on this machine
 */
record WorkerIds(String launcher) {

  /** Returns the values of a new launcher of this process. */
  static WorkerIds next() {
    return new WorkerIds(ProcessId.ofThisProcess() + "-" + Long.toHexString(System.nanoTime()));
  }

  String of(WorkerKey key) {
    return launcher + "-" + key.slot() + "." + key.generation();
  }

  /** Returns the value for the process that writes a class-data archive. */
  String ofArchiveTraining() {
    return launcher + "-archive";
  }
}
