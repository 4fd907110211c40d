package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.job.JobFormat;
import dev.reeve.supervisor.job.WorkerCount;
import dev.reeve.supervisor.model.HaltRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The options and parameters of all commands. Help lists those of {@code run} in this order. */
final class OptionTable {
  static final CommandOption<Boolean> HELP = CommandOption.flag("Show this help.", "-h", "--help");

  static final CommandOption<Boolean> VERSION =
      CommandOption.flag("Show the version.", "-V", "--version");

  static final CommandOption<String> JOB =
      CommandOption.parameter(
          "JOB",
          "Job file: a JSON document (.json) or a stream of tasks in JSON Lines (.jsonl, .ndjson);"
              + " - is a stream on standard input.");

  static final CommandOption<JobFormat> FORMAT =
      CommandOption.single(
          ValueKind.JOB_FORMAT,
          "json|jsonl",
          "What JOB is, whatever its name ends in.",
          "--format");

  static final CommandOption<WorkerCount> WORKERS =
      CommandOption.single(
          ValueKind.WORKER_COUNT,
          "N|N%",
          "Worker JVMs, or a share of the processors (default: one for each).",
          "-j",
          "--workers");

  static final CommandOption<Duration> TIMEOUT =
      CommandOption.single(
          ValueKind.POSITIVE_DURATION,
          "D",
          "Time limit of one attempt (default: none).",
          "--timeout");

  static final CommandOption<Integer> RETRIES =
      CommandOption.single(
          ValueKind.COUNT, "N", "Extra attempts after the first (default: 0).", "--retries");

  static final CommandOption<Duration> DEADLINE =
      CommandOption.single(
          ValueKind.POSITIVE_DURATION,
          "D",
          "Limit for the whole run (default: none).",
          "--deadline");

  static final CommandOption<Duration> GRACE =
      CommandOption.single(
          ValueKind.DURATION,
          "D",
          "What a stopping worker has for each step (default: 5s).",
          "--grace");

  static final CommandOption<HaltRule> HALT =
      CommandOption.single(
          ValueKind.HALT_RULE,
          "now|soon,fail=N|N%",
          "Stop early after so many failed tasks (default: never).",
          "--halt");

  static final CommandOption<String> WORKER_CLASSPATH =
      CommandOption.repeatable(
          ValueKind.TEXT,
          "PATH",
          "Where workers find further handlers; repeatable.",
          "--worker-classpath");

  /** {@code --jvm-arg -verbose:gc} is not our {@code -v}. */
  static final CommandOption<String> JVM_ARG =
      CommandOption.repeatable(
          ValueKind.FOREIGN_OPTION,
          "ARG",
          "Argument for the worker JVMs, such as -Xmx256m; repeatable.",
          "--jvm-arg");

  static final CommandOption<Long> MAX_TASKS_PER_WORKER =
      CommandOption.single(
          ValueKind.POSITIVE_NUMBER,
          "N",
          "Replace a worker after so many tasks (default: never).",
          "--max-tasks-per-worker");

  static final CommandOption<Long> MAX_WORKER_MEMORY =
      CommandOption.single(
          ValueKind.SIZE,
          "SIZE",
          "Replace a worker past so much resident memory (default: never).",
          "--max-worker-memory");

  static final CommandOption<Integer> MAX_CRASHES =
      CommandOption.single(
          ValueKind.COUNT,
          "N",
          "Worker deaths in one slot, within a minute, that do not end the run; each task completed"
              + " there makes up for one (default: 5).",
          "--max-crashes");

  static final CommandOption<Path> RESULTS =
      CommandOption.single(
          ValueKind.FILE, "FILE", "Append the result records to FILE.", "--results");

  static final CommandOption<Boolean> RESUME =
      CommandOption.flag(
          "Skip the tasks that the FILE of --results holds as ended, and run the others; one that"
              + " has changed runs again.",
          "--resume");

  static final CommandOption<Boolean> RETRY_FAILED =
      CommandOption.flag(
          "As --resume, but tasks that failed, timed out or crashed run again too.",
          "--retry-failed");

  static final CommandOption<OutputOptions.Output> OUTPUT =
      CommandOption.single(
          ValueKind.OUTPUT,
          "human|jsonl|raw|none",
          "What goes to standard output (default: human on a terminal, else jsonl; none with"
              + " --results; raw, which is what commands write, for each).",
          "--output");

  static final CommandOption<Boolean> KEEP_ORDER =
      CommandOption.flag(
          "Results in the order of the input (default: as they finish).", "-k", "--keep-order");

  static final CommandOption<OutputOptions.Progress> PROGRESS =
      CommandOption.single(
          ValueKind.PROGRESS,
          "auto|always|never",
          "Progress line on standard error (default: auto, only on a terminal).",
          "--progress");

  static final CommandOption<Path> SUMMARY =
      CommandOption.single(
          ValueKind.FILE, "FILE", "Write the end-of-run summary to FILE as JSON.", "--summary");

  static final CommandOption<Path> JOBLOG =
      CommandOption.single(
          ValueKind.FILE,
          "FILE",
          "Append a line for each task to FILE, in the nine columns of GNU parallel's job log.",
          "--joblog");

  static final CommandOption<Path> EVENTS =
      CommandOption.single(
          ValueKind.FILE,
          "FILE",
          "Append a line of JSON to FILE for each start and end of a task or worker; - is standard"
              + " output.",
          "--events");

  static final CommandOption<Boolean> QUIET =
      CommandOption.flag("Errors only, and no closing summary.", "-q", "--quiet");

  static final CommandOption<Boolean> VERBOSE =
      CommandOption.repeatableFlag("Say more; twice: say all.", "-v", "--verbose");

  static final CommandOption<Boolean> DRY_RUN =
      CommandOption.flag("Print the expanded tasks as JSON Lines; start nothing.", "--dry-run");

  /** Set for {@code each} alone, whose output has another default. */
  static final CommandOption<Boolean> EACH = CommandOption.flag("", "each");

  static final CommandOption<String> COMMAND =
      CommandOption.words(
          "COMMAND",
          "Program and its arguments, with placeholders; then lists of arguments after ::: or"
              + " :::+, or files of arguments after ::::. Without lists, the lines of standard"
              + " input are the arguments.");

  static final CommandOption<Path> ARG_FILE =
      CommandOption.repeatable(
          ValueKind.FILE,
          "FILE",
          "Take the arguments from the lines of FILE; repeatable.",
          "-a",
          "--arg-file");

  static final CommandOption<Boolean> NULL =
      CommandOption.flag("Arguments end with NUL, as find -print0 writes them.", "-0", "--null");

  static final CommandOption<Integer> MAX_ARGS =
      CommandOption.single(
          ValueKind.COUNT, "N", "Arguments for each command (default: 1).", "-n", "--max-args");

  static final CommandOption<Boolean> FILL =
      CommandOption.flag("As many arguments for each command as fit.", "-X", "--fill");

  static final CommandOption<Boolean> LINK =
      CommandOption.flag(
          "Take one argument from each list at a time (default: all combinations).", "--link");

  static final CommandOption<Pattern> COLSEP =
      CommandOption.single(
          ValueKind.PATTERN,
          "REGEX",
          "Split each argument into columns {1}, {2}, … at REGEX.",
          "--colsep");

  static final CommandOption<Boolean> HEADER =
      CommandOption.flag("The first argument names the columns: {name}.", "--header");

  static final CommandOption<Boolean> TAG =
      CommandOption.flag("Begin each line of output with the arguments.", "--tag");

  static final CommandOption<String> HANDLER =
      CommandOption.single(
          ValueKind.TEXT,
          "NAME",
          "Run this handler; COMMAND is its request, JSON with placeholders in its texts.",
          "--handler");
  static final CommandOption<String> RESULTS_FILE =
      CommandOption.parameter("FILE", "Results file of one or more runs.");

  static final CommandOption<Boolean> IDS =
      CommandOption.flag("Print the ids of the tasks only, one a line.", "--ids");

  static final CommandOption<OutputOptions.Output> FAILURES_OUTPUT =
      CommandOption.single(
          ValueKind.OUTPUT,
          "human|jsonl",
          "Lines for people (default), or the records as they are.",
          "--output");

  static final List<CommandOption<?>> RUN =
      List.of(
          JOB,
          HELP,
          FORMAT,
          WORKERS,
          TIMEOUT,
          RETRIES,
          DEADLINE,
          GRACE,
          HALT,
          WORKER_CLASSPATH,
          JVM_ARG,
          MAX_TASKS_PER_WORKER,
          MAX_WORKER_MEMORY,
          MAX_CRASHES,
          RESULTS,
          RESUME,
          RETRY_FAILED,
          OUTPUT,
          KEEP_ORDER,
          PROGRESS,
          SUMMARY,
          JOBLOG,
          EVENTS,
          QUIET,
          VERBOSE,
          DRY_RUN);

  static final List<CommandOption<?>> EACH_OPTIONS = eachOptions();

  private static List<CommandOption<?>> eachOptions() {
    List<CommandOption<?>> options =
        new ArrayList<>(
            List.of(
                COMMAND, HELP, ARG_FILE, NULL, COLSEP, HEADER, LINK, MAX_ARGS, FILL, HANDLER, TAG));
    for (CommandOption<?> option : RUN) {
      if (option != JOB && option != HELP && option != FORMAT) {
        options.add(option);
      }
    }
    return List.copyOf(options);
  }

  static final List<CommandOption<?>> VALIDATE = List.of(JOB, HELP, FORMAT);
  static final List<CommandOption<?>> HANDLERS = List.of(HELP, QUIET, VERBOSE, WORKER_CLASSPATH);

  static final List<CommandOption<?>> FAILURES = List.of(RESULTS_FILE, HELP, IDS, FAILURES_OUTPUT);

  private OptionTable() {}

  /** Returns the option with this name, which has its hyphens; null if none has. */
  static @Nullable CommandOption<?> named(String name, List<CommandOption<?>> options) {
    for (CommandOption<?> option : options) {
      if (option.names().contains(name)) {
        return option;
      }
    }
    return null;
  }
}
