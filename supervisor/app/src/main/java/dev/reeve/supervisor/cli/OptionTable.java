package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.job.JobFormat;
import dev.reeve.supervisor.job.WorkerCount;
import dev.reeve.supervisor.model.HaltRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options and parameters that commands share. Help lists those of {@code run} in this order.
 */
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

  static final CommandOption<Path> REPORT =
      CommandOption.single(
          ValueKind.FILE,
          "FILE",
          "Write a page about the run to FILE at its end: HTML, for a browser.",
          "--report");

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

  static final List<CommandOption<?>> RUN =
      List.of(
          JOB,
          HELP,
          FORMAT,
          JobOptions.STRICT,
          JobOptions.ONLY,
          JobOptions.SKIP,
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
          JobOptions.RESOURCE,
          JobOptions.MAX_LOAD,
          JobOptions.MIN_FREE_MEMORY,
          JobOptions.DELAY,
          JobOptions.ON_FAILURE,
          JobOptions.ON_END,
          RESULTS,
          RESUME,
          RETRY_FAILED,
          OUTPUT,
          KEEP_ORDER,
          PROGRESS,
          SUMMARY,
          REPORT,
          JOBLOG,
          EVENTS,
          QUIET,
          VERBOSE,
          DRY_RUN);

  /** The pool, and the messages, of a command that runs until it is told to end. */
  static final List<CommandOption<?>> LASTING_POOL =
      List.of(
          WORKERS,
          TIMEOUT,
          RETRIES,
          GRACE,
          WORKER_CLASSPATH,
          JVM_ARG,
          MAX_TASKS_PER_WORKER,
          MAX_WORKER_MEMORY,
          MAX_CRASHES,
          JobOptions.RESOURCE,
          JobOptions.MAX_LOAD,
          JobOptions.MIN_FREE_MEMORY,
          JobOptions.DELAY,
          QUIET,
          VERBOSE);

  static final List<CommandOption<?>> VALIDATE =
      List.of(JOB, HELP, FORMAT, JobOptions.STRICT, JobOptions.RESOURCE);
  static final List<CommandOption<?>> HANDLERS = List.of(HELP, QUIET, VERBOSE, WORKER_CLASSPATH);

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
