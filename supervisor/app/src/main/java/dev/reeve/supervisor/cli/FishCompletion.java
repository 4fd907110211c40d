package dev.reeve.supervisor.cli;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** The completion script for fish. */
final class FishCompletion {
  private static final String START =
      """
      # Completion of reeve for fish, printed by: reeve generate-completion fish
      function __reeve_command
          for word in (commandline -opc)[2..-1]
              string match -q -- '-*' $word; or begin
                  echo $word
                  return
              end
          end
      end

      function __reeve_in
          set -l command (__reeve_command)
          test "$command" = "$argv[1]"
      end

      complete -c reeve -f
      """;

  private final List<CommandForm> commands;

  FishCompletion(List<CommandForm> commands) {
    this.commands = commands;
  }

  String text() {
    StringBuilder text = new StringBuilder(START);
    line("", "-s h -l help", "Show this help", text);
    line("", "-s V -l version", "Show the version", text);
    for (CommandForm command : commands) {
      line("", "-a " + command.name(), CommandForm.brief(command.summary()), text);
    }
    for (CommandForm command : commands) {
      appendCommand(command, text);
    }
    return text.toString();
  }

  private void appendCommand(CommandForm command, StringBuilder text) {
    String name = command.name();
    for (CommandOption<?> option : command.options()) {
      line(name, names(option) + value(option), CommandForm.brief(option.description()), text);
    }
    if (command.rows().isEmpty()) {
      String all = commands.stream().map(CommandForm::name).collect(joining(" "));
      line(name, "-a " + quoted(all), "", text);
    } else if (command.takesCommand()) {
      String valued =
          command.options().stream()
              .filter(option -> !option.isFlag())
              .flatMap(option -> option.names().stream())
              .collect(joining(" "));
      String rest = "(__fish_complete_subcommand --fcs-skip=2 " + valued + ")";
      line(name, "-a " + quoted(rest), "", text);
    }
    for (CommandOption<?> parameter : command.parameters()) {
      if (!parameter.choices().isEmpty()) {
        line(name, "-a " + quoted(String.join(" ", parameter.choices())), "", text);
      } else if (CommandForm.isFile(parameter)) {
        line(name, "-F", "", text);
      }
    }
  }

  private static String names(CommandOption<?> option) {
    return option.names().stream()
        .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
        .collect(joining(" "));
  }

  private static String value(CommandOption<?> option) {
    if (option.isFlag()) {
      return "";
    }
    if (!option.choices().isEmpty()) {
      return " -x -a " + quoted(String.join(" ", option.choices()));
    }
    return CommandForm.isFile(option) ? " -r -F" : " -x";
  }

  private static void line(String command, String what, String description, StringBuilder text) {
    text.append("complete -c reeve -n ").append(quoted("__reeve_in " + quoted(command)));
    text.append(' ').append(what);
    if (!description.isEmpty()) {
      text.append(" -d ").append(quoted(description));
    }
    text.append('\n');
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
