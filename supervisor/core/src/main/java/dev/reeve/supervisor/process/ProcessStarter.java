package dev.reeve.supervisor.process;

import dev.reeve.os.ProcessEntry;
import dev.reeve.os.ProcessEnvironment;
import dev.reeve.os.ProcessTable;
import dev.reeve.os.StartError;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts the processes of workers. Its methods block while the system works. */
final class ProcessStarter {
  private final LaunchCommand command;
  private final WorkerIds ids;
  private final WorkerArchive archive;
  private final @Nullable PrestartedProcess prestarted;
  private final SupervisorLog log;

  /**
   * @param prestarted becomes the first process, if it is of the same kind
   */
  ProcessStarter(
      LaunchCommand command,
      WorkerIds ids,
      WorkerArchive archive,
      @Nullable PrestartedProcess prestarted,
      SupervisorLog log) {
    this.command = command;
    this.ids = ids;
    this.archive = archive;
    this.prestarted = prestarted;
    this.log = log;
  }

  Process start(WorkerKey key) throws CannotStartException {
    String id = ids.of(key);
    Process process = prestarted == null ? null : prestarted.take(command.spec(), id);
    return process == null ? startNow(id) : process;
  }

  /** Starts to write a class-data archive in the background, if none exists. */
  void prepareArchive() {
    archive.prepare(ids.ofArchiveTraining());
  }

  WorkerArchive archive() {
    return archive;
  }

  /** Returns the value of {@link ProcessEnvironment#WORKER_ID} in the worker's environment. */
  String workerId(WorkerKey key) {
    return ids.of(key);
  }

  /** Returns what the worker's JVM reported of its crash; null if it has not crashed. */
  @Nullable CrashReport crashReport(WorkerKey key, long pid) {
    Path reports = command.spec().logFolder();
    return reports == null ? null : CrashReport.of(reports, ids.of(key), pid);
  }

  /** Returns whether each worker leads a process group. */
  boolean startsGroups() {
    return command.setsid() != null;
  }

  int maxFrameBytes() {
    return command.spec().maxFrameBytes();
  }

  private Process startNow(String id) throws CannotStartException {
    requireProgram();
    requireFolder();
    requireDescriptors();
    try {
      return builder(id).start();
    } catch (IllegalArgumentException e) { // its text has the value, which may be a secret
      throw failure(
          StartError.UNKNOWN, "a variable of its environment has an invalid name or value");
    } catch (IOException e) {
      throw failure(StartError.of(e));
    } catch (OutOfMemoryError e) {
      endUnwatchedChild(id);
      throw failure(StartError.of(e));
    }
  }

  private ProcessBuilder builder(String id) {
    ProcessBuilder builder = new ProcessBuilder(command.arguments(flags(id)));
    command.applyTo(builder.environment(), id);
    Path folder = command.spec().workingDirectory();
    return builder.directory(folder == null ? null : folder.toFile());
  }

  private List<String> flags(String id) {
    Path reports = command.spec().logFolder();
    if (reports == null) {
      return archive.flags();
    }
    CrashReport.createFolder(reports);
    List<String> flags = new ArrayList<>(archive.flags());
    flags.add(CrashReport.option(reports, id));
    return flags;
  }

  /** Checks what setsid would otherwise find out, without reporting it to this process. */
  private void requireProgram() throws CannotStartException {
    Path java = command.spec().java();
    if (!Files.isRegularFile(java)) {
      throw failure(StartError.ENOENT, "no such file");
    }
    if (!Files.isExecutable(java)) {
      throw failure(StartError.EACCES, "not executable");
    }
  }

  /** Kills the child that exists if start() was refused the thread that waits for the child. */
  private void endUnwatchedChild(String id) {
    List<ProcessEntry> children =
        ProcessTable.select(
            entry -> ProcessEnvironment.has(entry.pid(), ProcessEnvironment.WORKER_ID, id));
    for (ProcessEntry child : children) {
      ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly);
      log.log(
          Level.WARNING,
          "killed a worker because the system refused the thread to wait for it: " + child.label());
    }
  }

  private void requireFolder() throws CannotStartException {
    Path folder = command.spec().workingDirectory();
    if (folder != null && !Files.isDirectory(folder)) {
      throw failure(StartError.ENOENT, "its working directory " + folder + " is missing");
    }
  }

  private void requireDescriptors() throws CannotStartException {
    if (!FreeDescriptors.has(FreeDescriptors.FOR_A_START)) {
      throw failure(StartError.EMFILE, "a start needs " + FreeDescriptors.FOR_A_START + " of them");
    }
  }

  private CannotStartException failure(int errno, String detail) {
    return failure(new StartError(errno, detail));
  }

  private CannotStartException failure(StartError error) {
    return new CannotStartException(StartFailure.of(command.spec().java().toString(), error));
  }
}
