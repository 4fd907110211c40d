package dev.reeve.supervisor.process;

import dev.reeve.supervisor.model.SupervisorLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    return pid() + "-" + Long.toHexString(System.nanoTime());
  }

  /** Read where Linux tells it, which loads a tenth of the classes that the JDK's own way does. */
  private static String pid() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return Long.toString(ProcessHandle.current().pid());
    }
  }

  ProcessTree family(WorkerKey key, Process process) {
    return new ProcessTree(
        key, process.toHandle(), command.setsid() != null, mark(key), signals, log);
  }

  int maxFrameBytes() {
    return command.spec().maxFrameBytes();
  }
}
