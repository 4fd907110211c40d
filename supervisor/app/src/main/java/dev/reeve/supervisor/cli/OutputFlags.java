package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.TerminalInfo;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where results and messages go. */
final class OutputFlags {

  /** What goes to standard output. */
  enum Output {
    HUMAN,
    JSONL,
    NONE
  }

  /** When there is a progress line. */
  enum Progress {
    AUTO,
    ALWAYS,
    NEVER
  }

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "Append the result records to FILE.")
  @Nullable Path results;

  @Option(
      names = "--resume",
      description =
          "Skip the tasks that the FILE of --results holds as ended, and run the others; one that has"
              + " changed runs again.")
  private boolean resume;

  @Option(
      names = "--retry-failed",
      description = "As --resume, but tasks that failed, timed out or crashed run again too.")
  boolean retryFailed;

  @Option(
      names = "--output",
      paramLabel = "human|jsonl|none",
      description = {
        "What goes to standard output (default: human on a",
        "terminal, else jsonl; none with --results)."
      })
  @Nullable Output output;

  @Option(
      names = {"-k", "--keep-order"},
      description = "Results in the order of the input (default: as they finish).")
  boolean keepOrder;

  @Option(
      names = "--progress",
      paramLabel = "auto|always|never",
      description = "Progress line on standard error (default: auto, only on a terminal).")
  Progress progress = Progress.AUTO;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "Write the end-of-run summary to FILE as JSON.")
  @Nullable Path summary;

  /** Whether tasks that the results file holds as ended are skipped. */
  boolean resumes() {
    return resume || retryFailed;
  }

  /** What is wrong with the options taken together; null if nothing is. */
  @Nullable String conflict() {
    if (results == null && resumes()) {
      String option = retryFailed ? "--retry-failed" : "--resume";
      return option + " needs --results FILE: that file says which tasks are done";
    }
    return null;
  }

  Output outputOn(TerminalInfo surroundings) {
    if (output != null) {
      return output;
    }
    if (results != null) {
      return Output.NONE;
    }
    return surroundings.outTerminal() ? Output.HUMAN : Output.JSONL;
  }

  boolean hasProgress(TerminalInfo surroundings, Verbosity verbosity) {
    return switch (progress) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> surroundings.errTerminal() && surroundings.control() && !verbosity.isQuiet();
    };
  }
}
