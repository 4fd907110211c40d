package dev.reeve.supervisor.cli;

/** Kind of value that an option takes; {@link ValueReader} has the notations. */
enum ValueKind {
  /** Boolean. No text: the option is given, or it is not. */
  FLAG,

  /** String. Any text that does not look like an option. */
  TEXT,

  /** String. Any text, of a parameter that may be left out. */
  OPTIONAL_TEXT,

  /** String. Any text that is not empty, even one that looks like an option. */
  FOREIGN_OPTION,

  /** Path. */
  FILE,

  /** Pattern. A regular expression. */
  PATTERN,

  /** WorkerCount. {@code 4} or {@code 50%}. */
  WORKER_COUNT,

  /** HaltRule. {@code now,fail=3} or {@code soon,fail=10%}. */
  HALT_RULE,

  /** Duration. {@code 5s}; 0 is possible. */
  DURATION,

  /** Duration. {@code 5s}, above 0. */
  POSITIVE_DURATION,

  /** Long. {@code 256m}, above 0. */
  SIZE,

  /** Map.Entry. {@code gpu=4}: a name, and a whole number from 1. */
  AMOUNT,

  /** Double. A number above 0. */
  POSITIVE_DECIMAL,

  /** Integer. A whole number from 0. */
  COUNT,

  /** Long. A whole number from 1. */
  POSITIVE_NUMBER,

  /** OutputOptions.Output, in letters of any case. */
  OUTPUT,

  /** OutputOptions.Progress, in letters of any case. */
  PROGRESS,

  /** JobFormat, in letters of any case. */
  JOB_FORMAT,

  /** CompletionShell, in letters of any case. */
  SHELL,

  /** SchemaKind, in letters of any case. */
  SCHEMA;

  /** Returns true if a value is one of few words, which the label of the option lists. */
  boolean isChoice() {
    return switch (this) {
      case OUTPUT, PROGRESS, JOB_FORMAT, SHELL, SCHEMA -> true;
      default -> false;
    };
  }
}
