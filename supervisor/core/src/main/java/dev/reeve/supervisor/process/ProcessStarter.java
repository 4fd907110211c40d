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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts a worker's process, or says why not. Blocks while the system works. */
final class ProcessStarter {
  private final LaunchCommand command;
  private final WorkerArchive archive;
  private final @Nullable EarlyProcess early;
  private final SupervisorLog log;

  /**
   * @param early a process that may be there already
   */
  ProcessStarter(
      LaunchCommand command,
      WorkerArchive archive,
      @Nullable EarlyProcess early,
      SupervisorLog log) {
    this.early = early;
    this.command = command;
    this.archive = archive;
    this.log = log;
  }

  /**
   * @param mark value of {@link ProcessEnvironment#WORKER_ID}, different for each process
   */
  Process start(String mark) throws CannotStartException {
    Process started = early == null ? null : early.take(command.spec(), mark);
    return started == null ? startNow(mark) : started;
  }

  private Process startNow(String mark) throws CannotStartException {
    requireProgram();
    requireFolder();
    requireDescriptors();
    try {
      return builder(mark).start();
    } catch (IllegalArgumentException e) { // its text repeats the value, which may be a secret
      throw failure(
          StartError.UNKNOWN, "its environment has a variable that no environment can have");
    } catch (IOException e) {
      throw new CannotStartException(StartFailure.of(program(), StartError.of(e)));
    } catch (OutOfMemoryError e) {
      endUnknownChild(mark);
      throw new CannotStartException(StartFailure.of(program(), StartError.of(e)));
    }
  }

  private ProcessBuilder builder(String mark) {
    ProcessBuilder builder = new ProcessBuilder(command.arguments(archive.flags()));
    command.applyTo(builder.environment(), mark);
    Path folder = command.spec().workingDirectory();
    return builder.directory(folder == null ? null : folder.toFile());
  }

  /** Behind setsid the system's own answer would be lost. */
  private void requireProgram() throws CannotStartException {
    Path java = command.spec().java();
    if (!Files.isRegularFile(java)) {
      throw failure(StartError.ENOENT, "no such file");
    }
    if (!Files.isExecutable(java)) {
      throw failure(StartError.EACCES, "not executable");
    }
  }

  /** start() also throws when the child runs already and the thread that waits for it can't. */
  private void endUnknownChild(String mark) {
    List<ProcessEntry> children =
        ProcessTable.select(
            entry -> ProcessEnvironment.has(entry.pid(), ProcessEnvironment.WORKER_ID, mark));
    for (ProcessEntry child : children) {
      ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly);
      log.log(
          Level.WARNING,
          "killed a worker that ran without anyone to wait for it: " + child.label());
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
    return new CannotStartException(StartFailure.of(program(), new StartError(errno, detail)));
  }

  private String program() {
    return command.spec().java().toString();
  }
}
