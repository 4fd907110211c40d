package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.os.FileIdentity;
import dev.reeve.supervisor.job.Job;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All files of a run with their roles. No output may be an input or another output: a run that
 * appended its records to its own job would never end. Files are compared by device and inode, and
 * before the first of them is written to, cut off or created.
 */
final class RunFiles {
  private static final RunFile OUT =
      RunFile.descriptor(1, "standard output", RunFile.Use.STANDARD_STREAM);
  private static final RunFile ERR =
      RunFile.descriptor(2, "standard error", RunFile.Use.STANDARD_STREAM);

  private final List<RunFile> files = new ArrayList<>();

  /** Returns the files that the command line and the job name, and the standard streams. */
  static RunFiles of(OptionValues values, Job job) {
    RunFiles files = new RunFiles();
    String named = values.get(OptionTable.JOB);
    if (named != null) {
      files.addJob(named);
    }
    for (Path path : job.inputs()) {
      files.add(RunFile.input("the list of items " + path, path));
    }
    files.addOutput(OptionTable.RESULTS, values);
    files.addOutput(OptionTable.SUMMARY, values);
    files.addOutput(OptionTable.REPORT, values);
    files.addOutput(OptionTable.JOBLOG, values);
    if (!new OutputOptions(values).eventsGoToOutput()) {
      files.addOutput(OptionTable.EVENTS, values);
    }
    files.add(OUT);
    files.add(ERR);
    return files;
  }

  /** Adds standard input, from which arguments are read. */
  RunFiles addArguments() {
    return add(RunFile.descriptor(0, "the arguments on standard input", RunFile.Use.INPUT));
  }

  private void addJob(String job) {
    add(
        job.equals(JobArgument.STANDARD_INPUT)
            ? RunFile.descriptor(0, "the job on standard input", RunFile.Use.INPUT)
            : RunFile.input("the job " + job, Path.of(job)));
  }

  private void addOutput(CommandOption<Path> option, OptionValues values) {
    Path path = values.get(option);
    if (path != null) {
      add(RunFile.output(option + " " + path, path));
    }
  }

  RunFiles add(RunFile file) {
    files.add(file);
    return this;
  }

  /**
   * Requires that no output is another file of the run.
   *
   * @throws CommandAbortedException that names two roles of the same file
   */
  void requireDistinct() throws CommandAbortedException {
    for (int i = 0; i < files.size(); i++) {
      for (int j = i + 1; j < files.size(); j++) {
        if (files.get(i).conflictsWith(files.get(j))) {
          throw refused(files.get(i), files.get(j));
        }
      }
    }
  }

  /**
   * Requires that no file of the run could be one of those that tasks get in that folder.
   *
   * @throws CommandAbortedException that names the file
   */
  void requireNoneIn(Path folder) throws CommandAbortedException {
    FileIdentity identity = FileIdentity.of(folder);
    for (RunFile file : files) {
      Path path = file.realPath();
      String name = String.valueOf(path.getFileName());
      boolean isNamedSo = name.endsWith(OutputFolder.OUT) || name.endsWith(OutputFolder.ERR);
      Path parent = path.getParent();
      if (identity != null
          && isNamedSo
          && parent != null
          && identity.equals(FileIdentity.of(parent))) {
        throw new CommandAbortedException(
            ExitCodes.CANNOT_CREATE_RESULTS,
            "the output of a task could replace "
                + file.role()
                + ", which is in --output-dir "
                + folder
                + "; name another folder");
      }
    }
  }

  private static CommandAbortedException refused(RunFile one, RunFile other) {
    String problem = problem(one, other);
    if (one.conflictsWith(ERR) || other.conflictsWith(ERR)) {
      tellTerminal(problem);
      problem = "";
    }
    return new CommandAbortedException(ExitCodes.CANNOT_CREATE_RESULTS, problem);
  }

  private static String problem(RunFile one, RunFile other) {
    String why =
        one.use() == RunFile.Use.INPUT || other.use() == RunFile.Use.INPUT
            ? "what the run writes would spoil its input"
            : "each would spoil what the other writes";
    RunFile stream = other.use() == RunFile.Use.STANDARD_STREAM ? other : one;
    String what =
        stream.use() == RunFile.Use.STANDARD_STREAM
            ? "redirect " + stream.role() + " to another file"
            : "name another file";
    return one.role() + " and " + other.role() + " are the same file: " + why + "; " + what;
  }

  /** Tells it where it spoils no file; does nothing without a terminal. */
  private static void tellTerminal(String message) {
    try (OutputStream terminal = new FileOutputStream("/dev/tty")) {
      terminal.write(("reeve: " + message + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      // there is none, so the exit code must do
    }
  }
}
