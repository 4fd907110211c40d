package dev.reeve.supervisor.process;

import dev.reeve.os.ProcessId;
import dev.reeve.supervisor.model.SupervisorLog;
import java.util.concurrent.Executor;

/**
 * What all processes of one launcher share.
 *
 * @param run different for each launcher on the machine
 * @param signalThread does what blocks for a few milliseconds: signals, and the work after an exit
 */
record LaunchContext(
    LaunchCommand command,
    String run,
    ProcessStarter starter,
    WorkerArchive archive,
    SignalSender signals,
    Executor signalThread,
    ProcessTimeouts limits,
    SupervisorLog log) {

  String mark(WorkerKey key) {
    return mark(run, key);
  }

  static String mark(String run, WorkerKey key) {
    return run + "-" + key.slot() + "." + key.generation();
  }

  /** A name that no other launcher on this machine has. */
  static String newRun() {
    return ProcessId.ofThisProcess() + "-" + Long.toHexString(System.nanoTime());
  }

  ProcessTree family(WorkerKey key, Process process) {
    return new ProcessTree(
        key, process.toHandle(), command.setsid() != null, mark(key), signals, log);
  }

  int maxFrameBytes() {
    return command.spec().maxFrameBytes();
  }
}
