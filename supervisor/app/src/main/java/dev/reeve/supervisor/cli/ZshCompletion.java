package dev.reeve.supervisor.cli;

import java.util.List;

/** The completion script for zsh. */
final class ZshCompletion {
  private static final String START =
      """
      #compdef reeve
      # Completion of reeve for zsh, printed by: reeve generate-completion zsh
      _reeve() {
        local curcontext=$curcontext state line
        typeset -A opt_args
        _arguments -C -S \\
          '(- *)'{-h,--help}'[Show this help]' \\
          '(- *)'{-V,--version}'[Show the version]' \\
          '1:command:->command' \\
          '*::argument:->argument'
        local -a commands
        commands=(
      """;

  private static final String MIDDLE =
      """
        )
        case $state in
          command) _describe -t commands command commands ;;
          argument)
            case $line[1] in
      """;

  private static final String END =
      """
            esac ;;
        esac
      }

      if [[ $funcstack[1] == _reeve ]]; then _reeve "$@"; else compdef _reeve reeve; fi
      """;

  private final List<CommandForm> commands;

  ZshCompletion(List<CommandForm> commands) {
    this.commands = commands;
  }

  String text() {
    StringBuilder text = new StringBuilder(START);
    for (CommandForm command : commands) {
      String summary = CommandForm.brief(command.summary());
      text.append("    ").append(quoted(command.name() + ":" + summary)).append('\n');
    }
    text.append(MIDDLE);
    for (CommandForm command : commands) {
      text.append("        ").append(command.name()).append(")\n");
      if (command.rows().isEmpty()) {
        text.append("          _describe -t commands command commands ;;\n");
      } else {
        appendArguments(command, text);
      }
    }
    return text.append(END).toString();
  }

  private static void appendArguments(CommandForm command, StringBuilder text) {
    text.append("          _arguments -s -S");
    for (CommandOption<?> option : command.options()) {
      text.append(" \\\n            ").append(option(option));
    }
    if (command.takesCommand()) {
      text.append(" \\\n            '(-)1:command:_command_names -e'");
      text.append(" \\\n            '*::argument:_normal'");
    } else {
      for (CommandOption<?> parameter : command.parameters()) {
        String spec = "1:" + escaped(parameter.label()) + ":" + action(parameter);
        text.append(" \\\n            ").append(quoted(spec));
      }
    }
    text.append(" ;;\n");
  }

  /** Returns the words that describe an option, with all its names. */
  private static String option(CommandOption<?> option) {
    String names = String.join(" ", option.names());
    String before = quoted(option.isRepeatable() ? "*" : "(" + names + ")");
    String each =
        option.names().size() == 1
            ? option.names().get(0)
            : "{" + String.join(",", option.names()) + "}";
    String description = "[" + escaped(CommandForm.brief(option.description())) + "]";
    if (option.isFlag()) {
      return before + each + quoted(description);
    }
    // one letter takes its value in the same or the next word, a long name with = too
    List<String> written =
        option.names().stream()
            .map(name -> name.startsWith("--") ? name + "=" : name + "+")
            .toList();
    each = written.size() == 1 ? written.get(0) : "{" + String.join(",", written) + "}";
    return before
        + each
        + quoted(description + ":" + escaped(option.label()) + ":" + action(option));
  }

  private static String action(CommandOption<?> row) {
    if (!row.choices().isEmpty()) {
      return "(" + String.join(" ", row.choices()) + ")";
    }
    return CommandForm.isFile(row) ? "_files" : " ";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
