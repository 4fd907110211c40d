package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Streams;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command as completion and the man page describe it.
 *
 * @param summary its first line of help
 * @param rows its options and parameters
 * @param footerHeading title of the lines below the options; empty if there are none
 */
record CommandForm(
    String name,
    String summary,
    List<CommandOption<?>> rows,
    String footerHeading,
    List<String> footer) {

  /** Returns all commands that help lists, in its order. */
  static List<CommandForm> all(Streams streams) {
    List<CommandForm> commands = new ArrayList<>();
    CommandSpec root = new CommandTree(streams, null).commandLine().getCommandSpec();
    root.subcommands()
        .forEach(
            (name, command) -> {
              if (!command.getCommandSpec().usageMessage().hidden()) {
                commands.add(of(command.getCommandSpec()));
              }
            });
    return commands;
  }

  private static CommandForm of(CommandSpec spec) {
    List<String> footer = new ArrayList<>();
    for (String line : spec.usageMessage().footer()) {
      footer.add(line.replace("%%", "%"));
    }
    String[] summary = spec.usageMessage().description();
    return new CommandForm(
        spec.name(),
        summary.length == 0 ? "" : summary[0].replace("%n", "").strip(),
        TableCommand.rows(spec),
        spec.usageMessage().footerHeading().replace("%n", "").strip(),
        footer);
  }

  /** Returns the options, without the parameters. */
  List<CommandOption<?>> options() {
    return rows.stream().filter(row -> !row.isParameter()).toList();
  }

  /** Returns the parameters. */
  List<CommandOption<?>> parameters() {
    return rows.stream().filter(CommandOption::isParameter).toList();
  }

  /** Returns true if the arguments are another command with its own arguments. */
  boolean takesCommand() {
    return rows.contains(EachOptions.COMMAND);
  }

  /** Returns true if a value of this option or parameter names a file. */
  static boolean isFile(CommandOption<?> row) {
    return row.kind() == ValueKind.FILE
        || row == OptionTable.WORKER_CLASSPATH
        || row == OptionTable.JOB
        || row == FailuresOptions.RESULTS_FILE;
  }

  /** Returns the beginning of a description, short enough for a list of words to choose from. */
  static String brief(String description) {
    int end = description.length();
    for (String mark : List.of(" (", "; ", ": ", ". ", ", such as")) {
      int at = description.indexOf(mark);
      end = at > 0 && at < end ? at : end;
    }
    String brief = description.substring(0, end).strip();
    return brief.endsWith(".") ? brief.substring(0, brief.length() - 1) : brief;
  }
}
