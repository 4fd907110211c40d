package dev.reeve.supervisor.cli;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** The completion script for bash. */
final class BashCompletion {
  private static final String START =
      """
      # Completion of reeve for bash, printed by: reeve generate-completion bash
      _reeve() {
        local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= words= i word
        COMPREPLY=()
        # bash takes --name=value for three words
        if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
        for ((i = 1; i < COMP_CWORD; i++)); do
          word=${COMP_WORDS[i]}
          if [[ -z $command ]]; then
            [[ $word == -* ]] || command=$word
          elif [[ $command == @TAKERS@ ]]; then
            case $word in
              =) ((i++)) ;;
              @VALUED@) [[ ${COMP_WORDS[i+1]-} == = ]] || ((i++)) ;;
              -*) ;;
              *) _reeve_command "$i"; return ;;
            esac
          fi
        done
        case $command in
          '') words='@COMMANDS@' ;;
      """;

  private static final String END =
      """
        esac
        if [[ -n $words ]]; then
          COMPREPLY=($(compgen -W "$words" -- "$cur"))
        else
          compopt -o default
        fi
      }

      # Completes the arguments of a command that begins at the word with this number.
      _reeve_command() {
        local word
        for word in "${COMP_WORDS[@]:$1:COMP_CWORD-$1}"; do
          [[ $word != ::* ]] || { compopt -o default; return; }
        done
        if declare -F _command_offset > /dev/null; then
          _command_offset "$1"
        else
          compopt -o default
        fi
      }

      complete -F _reeve reeve
      """;

  private final List<CommandForm> commands;

  BashCompletion(List<CommandForm> commands) {
    this.commands = commands;
  }

  String text() {
    StringBuilder text = new StringBuilder(start());
    for (CommandForm command : commands) {
      text.append("    ").append(command.name()).append(")\n      case $prev in\n");
      for (CommandOption<?> option : command.options()) {
        if (!option.isFlag()) {
          text.append("        ").append(String.join(" | ", option.names()));
          text.append(") ").append(value(option)).append(" ;;\n");
        }
      }
      text.append("        *) ").append(other(command)).append(" ;;\n      esac ;;\n");
    }
    return text.append(END).toString();
  }

  private String start() {
    List<CommandForm> takers = commands.stream().filter(CommandForm::takesCommand).toList();
    String valued =
        takers.stream()
            .flatMap(command -> command.options().stream())
            .filter(option -> !option.isFlag())
            .flatMap(option -> option.names().stream())
            .collect(joining(" | "));
    return START
        .replace("@TAKERS@", takers.stream().map(CommandForm::name).collect(joining("|")))
        .replace("@VALUED@", valued)
        .replace("@COMMANDS@", names() + " --help --version");
  }

  private String names() {
    return commands.stream().map(CommandForm::name).collect(joining(" "));
  }

  /** Returns the statement that completes the value of an option. */
  private static String value(CommandOption<?> option) {
    if (option.choices().isEmpty()) {
      return CommandForm.isFile(option) ? "" : "return";
    }
    return "words='" + String.join(" ", option.choices()) + "'";
  }

  /** Returns the statement that completes an option's name, or a parameter. */
  private String other(CommandForm command) {
    String options = command.options().stream().map(BashCompletion::name).collect(joining(" "));
    if (command.takesCommand()) {
      return "[[ $cur == -* ]] && words='"
          + options
          + "' || { COMPREPLY=($(compgen -c -- \"$cur\")); return; }";
    }
    if (command.rows().isEmpty()) {
      return "words='" + names() + "'";
    }
    List<CommandOption<?>> parameters = command.parameters();
    if (parameters.stream().anyMatch(CommandForm::isFile)) {
      return "[[ $cur != -* ]] || words='" + options + "'";
    }
    return parameters.stream()
        .flatMap(parameter -> parameter.choices().stream())
        .collect(joining(" ", "words='", " " + options + "'"));
  }

  private static String name(CommandOption<?> option) {
    return option.names().get(option.names().size() - 1);
  }
}
