package dev.reeve.supervisor.cli;

import java.util.List;

/** The options of the commands that print what installers and editors need. */
final class FormOptions {
  static final CommandOption<CompletionShell> SHELL =
      CommandOption.choice(ValueKind.SHELL, "bash|zsh|fish", "The shell that will read it.");

  static final CommandOption<SchemaKind> SCHEMA =
      CommandOption.choice(
          ValueKind.SCHEMA,
          "job|task|record",
          "A job document, a line of a stream of tasks, or a result record.");

  static final List<CommandOption<?>> SCHEMAS = List.of(SCHEMA, OptionTable.HELP);
  static final List<CommandOption<?>> COMPLETION = List.of(SHELL, OptionTable.HELP);
  static final List<CommandOption<?>> MAN_PAGE = List.of(OptionTable.HELP);

  private FormOptions() {}
}
