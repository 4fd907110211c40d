package dev.reeve.supervisor.cli;

import java.time.Duration;
import java.util.Map;

/** Options about the tasks of a job: those that run, their limits, and the hooks. */
final class JobOptions {
  static final CommandOption<Boolean> STRICT =
      CommandOption.flag(
          "Warnings about JOB are errors: a pattern without a file, a list without a line.",
          "--strict");

  static final CommandOption<String> ONLY =
      CommandOption.repeatable(
          ValueKind.TEXT,
          "PATTERN",
          "Run only the tasks whose id matches, or for tag:PATTERN one of whose tags does, and all"
              + " that they need; * stands for any characters, ? for one; repeatable.",
          "--only");

  static final CommandOption<String> SKIP =
      CommandOption.repeatable(
          ValueKind.TEXT,
          "PATTERN",
          "Leave out such tasks; for those that need them they count as done; repeatable.",
          "--skip");

  static final CommandOption<Map.Entry<String, Integer>> RESOURCE =
      CommandOption.repeatable(
          ValueKind.AMOUNT,
          "NAME=N",
          "There are N of what tasks name in uses; overrides the job's resources; repeatable.",
          "--resource");

  static final CommandOption<Double> MAX_LOAD =
      CommandOption.single(
          ValueKind.POSITIVE_DECIMAL,
          "N",
          "Start no task while the load average of the last minute is above N.",
          "--max-load");

  static final CommandOption<Long> MIN_FREE_MEMORY =
      CommandOption.single(
          ValueKind.SIZE, "SIZE", "Start no task while less memory is free.", "--min-free-memory");

  static final CommandOption<Duration> DELAY =
      CommandOption.single(
          ValueKind.POSITIVE_DURATION, "D", "Wait so long between two starts of tasks.", "--delay");

  static final CommandOption<String> ON_FAILURE =
      CommandOption.single(
          ValueKind.TEXT,
          "CMD",
          "Run this shell command for each failed task, with its record on standard input.",
          "--on-failure");

  static final CommandOption<String> ON_END =
      CommandOption.single(
          ValueKind.TEXT,
          "CMD",
          "Run this shell command at the end, with the summary on standard input.",
          "--on-end");

  private JobOptions() {}
}
