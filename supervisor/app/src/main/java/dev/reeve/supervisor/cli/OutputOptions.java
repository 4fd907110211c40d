package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.TerminalInfo;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Options that say where results and messages go. */
final class OutputOptions {
  private static final String STANDARD_OUTPUT = "-";

  private final OptionValues values;

  /** The forms of standard output. */
  enum Output {
    HUMAN,
    JSONL,
    /** What the commands write, as it is. */
    RAW,
    NONE
  }

  /** The conditions for a progress line. */
  enum Progress {
    AUTO,
    ALWAYS,
    NEVER
  }

  OutputOptions(OptionValues values) {
    this.values = values;
  }

  /** Returns the file that result records are appended to; null for none. */
  @Nullable Path results() {
    return values.get(OptionTable.RESULTS);
  }

  /** Returns the file for the summary; null for none. */
  @Nullable Path summary() {
    return values.get(OptionTable.SUMMARY);
  }

  /** Returns the file for a page about the run; null for none. */
  @Nullable Path report() {
    return values.get(OptionTable.REPORT);
  }

  /** Returns the file for a log as GNU parallel writes it; null for none. */
  @Nullable Path joblog() {
    return values.get(OptionTable.JOBLOG);
  }

  /** Returns the file for events; null for none, and for standard output. */
  @Nullable Path eventsFile() {
    return eventsGoToOutput() ? null : values.get(OptionTable.EVENTS);
  }

  /** Returns true if events go to standard output. */
  boolean eventsGoToOutput() {
    Path events = values.get(OptionTable.EVENTS);
    return events != null && events.toString().equals(STANDARD_OUTPUT);
  }

  boolean keepsOrder() {
    return values.has(OptionTable.KEEP_ORDER);
  }

  /** Returns true if tasks that failed, timed out or crashed run again. */
  boolean retriesFailed() {
    return values.has(OptionTable.RETRY_FAILED);
  }

  /** Returns true if tasks that the results file holds as ended are skipped. */
  boolean resumes() {
    return values.has(OptionTable.RESUME) || retriesFailed();
  }

  /** Returns what is wrong with the options taken together; null if nothing is. */
  @Nullable String conflict() {
    if (results() == null && resumes()) {
      CommandOption<?> option = retriesFailed() ? OptionTable.RETRY_FAILED : OptionTable.RESUME;
      return option + " needs --results FILE: that file says which tasks are done";
    }
    boolean writesResults =
        values.has(OptionTable.OUTPUT)
            ? values.get(OptionTable.OUTPUT) != Output.NONE
            : values.has(EachOptions.EACH)
                ? outputDirectory() == null || showsEarly() || tags()
                : results() == null;
    if (eventsGoToOutput() && writesResults) {
      return "--events - needs standard output for itself: add --output none";
    }
    return values.has(EachOptions.EACH) ? conflictOfRaw() : null;
  }

  private @Nullable String conflictOfRaw() {
    if (isUngrouped() && values.has(EachOptions.LINE_BUFFER)) {
      return "--line-buffer and --ungroup exclude each other: whole lines, or all at once";
    }
    if (isUngrouped() && tags()) {
      return "--ungroup prints parts of lines, which --tag cannot begin: use --line-buffer";
    }
    Output output = values.get(OptionTable.OUTPUT);
    if (output != null && output != Output.RAW && (showsEarly() || tags())) {
      CommandOption<?> option =
          tags() ? EachOptions.TAG : isUngrouped() ? EachOptions.UNGROUP : EachOptions.LINE_BUFFER;
      return option + " is about what commands write: leave out --output, or use --output raw";
    }
    return null;
  }

  Output outputOn(TerminalInfo terminalInfo) {
    Output output = values.get(OptionTable.OUTPUT);
    if (output != null) {
      return output;
    }
    if (values.has(EachOptions.EACH)) {
      return outputDirectory() == null || showsEarly() || tags() ? Output.RAW : Output.NONE;
    }
    if (results() != null) {
      return Output.NONE;
    }
    return terminalInfo.outTerminal() ? Output.HUMAN : Output.JSONL;
  }

  /** Returns whether lines of raw output begin with the arguments. */
  boolean tags() {
    return values.has(EachOptions.TAG);
  }

  /** Returns whether what commands write is printed while they run. */
  boolean showsEarly() {
    return values.has(EachOptions.LINE_BUFFER) || isUngrouped();
  }

  /** Returns whether parts of lines are printed, too. */
  boolean isUngrouped() {
    return values.has(EachOptions.UNGROUP);
  }

  /** Returns the folder for two files of each task; null for none. */
  @Nullable Path outputDirectory() {
    return values.get(EachOptions.OUTPUT_DIR);
  }

  /** Returns whether nothing need be said of a run that succeeds. */
  boolean isSilent() {
    return values.has(EachOptions.EACH);
  }

  boolean hasProgress(TerminalInfo terminalInfo, Verbosity verbosity) {
    Progress progress = values.get(OptionTable.PROGRESS);
    return switch (progress == null ? Progress.AUTO : progress) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          terminalInfo.errTerminal()
              && terminalInfo.control()
              && !verbosity.isQuiet()
              && !(outputOn(terminalInfo) == Output.RAW && terminalInfo.outTerminal());
    };
  }
}
