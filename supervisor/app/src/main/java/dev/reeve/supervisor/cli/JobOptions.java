package dev.reeve.supervisor.cli;

/** Options about the tasks of a job: those that run, their limits, and the hooks. */
final class JobOptions {
  static final CommandOption<Boolean> STRICT =
      CommandOption.flag(
          "Warnings about JOB are errors: a pattern without a file, a list without a line.",
          "--strict");

  static final CommandOption<String> ONLY =
      CommandOption.repeatable(
          ValueKind.TEXT,
          "ID|tag:TAG",
          "Run only the tasks with such an id or tag, and all that they need; * stands for any"
              + " characters, ? for one; repeatable.",
          "--only");

  static final CommandOption<String> SKIP =
      CommandOption.repeatable(
          ValueKind.TEXT,
          "ID|tag:TAG",
          "Leave out the tasks with such an id or tag; for those that need them they count as"
              + " done; repeatable.",
          "--skip");

  private JobOptions() {}
}
