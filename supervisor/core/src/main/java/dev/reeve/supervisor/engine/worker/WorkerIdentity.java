package dev.reeve.supervisor.engine.worker;

import dev.reeve.shared.server.ClientProcess;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskResult.WorkerRef;
import dev.reeve.supervisor.process.WorkerKey;

/**
 * The identity of one worker, in the forms that others know it by.
 *
 * @param pid its process id; 0 before its process has started
 */
record WorkerIdentity(WorkerKey key, long pid) {

  /** Returns its name for people. */
  String name() {
    return pid == 0 ? key.toString() : key + " (pid " + pid + ")";
  }

  ClientProcess forSharedObjects() {
    return new ClientProcess(key.slot(), key.generation());
  }

  SupervisorListener.Worker forListeners() {
    return new SupervisorListener.Worker(key.slot(), key.generation(), pid);
  }

  WorkerRef forResults() {
    return new WorkerRef(key.slot(), pid);
  }
}
