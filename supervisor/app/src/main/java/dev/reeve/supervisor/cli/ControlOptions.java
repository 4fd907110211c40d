package dev.reeve.supervisor.cli;

import java.util.List;

/** The options of the commands that look at runs and steer them. */
final class ControlOptions {
  private static final String WHICH =
      "its process id, its name, or a beginning of the name that only one run has; not needed if"
          + " only one run goes on. Or the address of a server: unix:PATH or HOST:PORT.";

  static final CommandOption<String> RUN = CommandOption.optionalParameter("RUN", "Run: " + WHICH);

  static final CommandOption<String> AT =
      CommandOption.single(ValueKind.TEXT, "RUN", "Run: " + WHICH, "--at");

  static final CommandOption<String> IDS =
      CommandOption.words("ID", "Ids of tasks that wait or run.");

  static final CommandOption<String> COUNT =
      CommandOption.parameter("N", "Number of workers, from 1.");

  static final CommandOption<OutputOptions.Output> OUTPUT =
      CommandOption.single(
          ValueKind.OUTPUT, "human|jsonl", "For people (default), or JSON.", "--output");

  static final List<CommandOption<?>> PS = List.of(OptionTable.HELP, OUTPUT);
  static final List<CommandOption<?>> ONE_RUN =
      List.of(RUN, OptionTable.HELP, ServerOptions.TOKEN_FILE, OUTPUT);
  static final List<CommandOption<?>> CANCEL =
      List.of(IDS, OptionTable.HELP, AT, ServerOptions.TOKEN_FILE, OUTPUT);
  static final List<CommandOption<?>> WORKERS =
      List.of(COUNT, OptionTable.HELP, AT, ServerOptions.TOKEN_FILE, OUTPUT);

  private ControlOptions() {}
}
