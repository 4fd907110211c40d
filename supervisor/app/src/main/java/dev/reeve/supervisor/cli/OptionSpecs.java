package dev.reeve.supervisor.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The rows of the {@link OptionTable} in the form that picocli needs. */
final class OptionSpecs {
  private OptionSpecs() {}

  /** Adds options and parameters to a command, in the order in which help lists them. */
  static void add(List<CommandOption<?>> options, CommandSpec command) {
    for (CommandOption<?> option : options) {
      if (option.isParameter()) {
        command.addPositional(parameter(option));
      } else {
        command.addOption(named(option));
      }
    }
  }

  private static PositionalParamSpec parameter(CommandOption<?> option) {
    if (option.isRepeatable()) {
      return PositionalParamSpec.builder()
          .type(List.class)
          .auxiliaryTypes(String.class)
          .arity("0..*")
          .paramLabel(option.label())
          .description(lines(option))
          .build();
    }
    if (!option.choices().isEmpty()) {
      return PositionalParamSpec.builder()
          .type(Object.class)
          .converters(text -> convert(option, text))
          .required(true)
          .paramLabel(option.label())
          .description(lines(option))
          .build();
    }
    PositionalParamSpec.Builder spec =
        PositionalParamSpec.builder()
            .type(String.class)
            .required(!option.isOptional())
            .paramLabel(option.label())
            .description(lines(option));
    return (option.isOptional() ? spec.arity("0..1") : spec).build();
  }

  private static OptionSpec named(CommandOption<?> option) {
    OptionSpec.Builder spec =
        OptionSpec.builder(option.names().toArray(new String[0]))
            .paramLabel(option.label())
            .description(lines(option))
            .usageHelp(option == OptionTable.HELP)
            .versionHelp(option == OptionTable.VERSION);
    addType(option, spec);
    if (option.takesForeignOptions()) {
      spec.parameterConsumer(
          (arguments, found, command) ->
              takeForeignOption(option, arguments, found, command.commandLine()));
    }
    return spec.build();
  }

  /** The table reads the values, so picocli does not need to know their types. */
  private static void addType(CommandOption<?> option, OptionSpec.Builder spec) {
    Class<?> type = option.isFlag() ? Boolean.class : Object.class;
    if (option.isRepeatable()) {
      spec.type(List.class).auxiliaryTypes(type).arity(option.isFlag() ? "0" : "1");
    } else {
      spec.type(type);
    }
    if (!option.isFlag()) {
      spec.converters(text -> convert(option, text));
    }
  }

  private static String[] lines(CommandOption<?> option) {
    return option.description().split("\n", -1);
  }

  private static Object convert(CommandOption<?> option, String text) {
    try {
      return option.read(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  /** Takes the next argument, even if it looks like an option of ours. */
  private static void takeForeignOption(
      CommandOption<?> option, Stack<String> arguments, ArgSpec spec, CommandLine commandLine) {
    if (arguments.isEmpty()) {
      throw new ParameterException(
          commandLine,
          "Missing required parameter for option '" + option + "' (" + option.label() + ")");
    }
    List<Object> values = values(spec);
    try {
      values.add(option.read(arguments.pop()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          commandLine, "Invalid value for option '" + option + "': " + e.getMessage());
    }
    spec.setValue(values);
  }

  private static List<Object> values(ArgSpec spec) {
    List<Object> values = spec.getValue();
    return values == null ? new ArrayList<>() : values;
  }

  /** Returns the values that picocli has read for these options. */
  static OptionValues read(List<CommandOption<?>> options, CommandSpec command) {
    OptionValues values = new OptionValues();
    for (CommandOption<?> option : options) {
      addValues(option, spec(option, command).getValue(), values);
    }
    return values;
  }

  private static ArgSpec spec(CommandOption<?> option, CommandSpec command) {
    return option.isParameter()
        ? command.positionalParameters().get(0)
        : command.findOption(option.names().get(0));
  }

  private static void addValues(
      CommandOption<?> option, @Nullable Object value, OptionValues values) {
    if (value instanceof List<?> all) {
      all.forEach(each -> values.add(option, each));
    } else if (value != null && !isUnset(option, value)) {
      values.add(option, value);
    }
  }

  /** Returns true for {@code --quiet=false}. */
  private static boolean isUnset(CommandOption<?> option, Object value) {
    return option.isFlag() && value.equals(false);
  }
}
