package dev.reeve.supervisor.process;

import dev.reeve.supervisor.SupervisorLog;
import java.util.SplittableRandom;
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
    Limits limits,
    SupervisorLog log) {

  String mark(WorkerKey key) {
    return mark(run, key);
  }

  static String mark(String run, WorkerKey key) {
    return run + "-" + key.slot() + "." + key.generation();
  }

  /** A name that no other launcher on this machine has. */
  static String newRun() {
    return ProcessHandle.current().pid()
        + "-"
        + Long.toHexString(new SplittableRandom().nextLong());
  }

  ProcessFamily family(WorkerKey key, Process process) {
    return new ProcessFamily(
        key, process.toHandle(), command.setsid() != null, mark(key), signals, log);
  }

  int maxFrameBytes() {
    return command.spec().maxFrameBytes();
  }
}
