package dev.reeve.supervisor.cli;

import java.util.List;

/** The options of {@code failures}. */
final class FailuresOptions {
  static final CommandOption<String> RESULTS_FILE =
      CommandOption.parameter("FILE", "Results file of one or more runs.");

  static final CommandOption<Boolean> IDS =
      CommandOption.flag("Print the ids of the tasks only, one a line.", "--ids");

  static final CommandOption<OutputOptions.Output> OUTPUT =
      CommandOption.single(
          ValueKind.OUTPUT,
          "human|jsonl",
          "Lines for people (default), or the records as they are.",
          "--output");

  static final List<CommandOption<?>> ALL = List.of(RESULTS_FILE, OptionTable.HELP, IDS, OUTPUT);

  private FailuresOptions() {}
}
