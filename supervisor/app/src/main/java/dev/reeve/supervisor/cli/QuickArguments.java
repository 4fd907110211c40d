package dev.reeve.supervisor.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code run} and {@code each}, read without picocli, whose start takes longer
 * than the rest of a short run. This reader goes by the same {@link OptionTable} as picocli and
 * understands all usual spellings: {@code --name value}, {@code --name=value}, {@code -j 4}, {@code
 * -j4}, {@code -j=4} and {@code -kq}. It reports no errors: if it does not understand an argument,
 * or finds it wrong, picocli must read all of them.
 *
 * <p>The first worker starts as soon as the options have been found. That comes early: there are no
 * lambdas here, few classes to load, and the values are read later.
 */
final class QuickArguments {
  private final String[] arguments;
  private List<CommandOption<?>> table = List.of();
  private int next;
  private boolean understood = true;

  /** The options, in the order of the command line; the text of a flag is empty. */
  private final List<CommandOption<?>> options = new ArrayList<>();

  private final List<String> texts = new ArrayList<>();

  private QuickArguments(String... arguments) {
    this.arguments = arguments;
  }

  /** Finds the options in a whole command line. */
  static QuickArguments of(String... arguments) {
    QuickArguments quick = new QuickArguments(arguments);
    quick.findAll();
    return quick;
  }

  /** Returns true if the option was found, even if other arguments were not understood. */
  boolean has(CommandOption<?> option) {
    return options.contains(option);
  }

  /** Returns the job, even if other arguments were not understood; null if there is none. */
  @Nullable String job() {
    int index = options.indexOf(OptionTable.JOB);
    return index < 0 ? null : texts.get(index);
  }

  /** Returns what the arguments say; null if picocli must read them. */
  @Nullable OptionValues values() {
    boolean isComplete = job() != null || has(EachOptions.EACH);
    if (!understood || !isComplete || has(OptionTable.HELP)) {
      return null;
    }
    OptionValues values = new OptionValues();
    for (int i = 0; i < options.size(); i++) {
      if (!readValue(options.get(i), texts.get(i), values)) {
        return null;
      }
    }
    return new OutputOptions(values).conflict() == null ? values : null;
  }

  private static boolean readValue(CommandOption<?> option, String text, OptionValues values) {
    try {
      return values.add(option, option.read(text));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void findAll() {
    String command = arguments.length == 0 ? "" : arguments[0];
    switch (command) {
      case "run" -> table = OptionTable.RUN;
      case "each" -> {
        table = EachOptions.ALL;
        add(EachOptions.EACH, "");
      }
      default -> {
        understood = false;
        return;
      }
    }
    next = 1;
    while (next < arguments.length) {
      understood &= find(arguments[next++]);
    }
  }

  private boolean find(String argument) {
    if (!resemblesOption(argument)) {
      return has(EachOptions.EACH)
          ? addWords(argument)
          : !argument.isEmpty() && add(OptionTable.JOB, argument);
    }
    if (argument.equals("--") && has(EachOptions.EACH)) {
      return next < arguments.length && addWords(arguments[next++]);
    }
    int separator = argument.indexOf('=');
    String name = separator < 0 ? argument : argument.substring(0, separator);
    CommandOption<?> option = OptionTable.named(name, table);
    if (option == null) {
      return !argument.startsWith("--") && findCluster(argument);
    }
    return findOption(option, separator < 0 ? null : argument.substring(separator + 1));
  }

  /** Adds this argument and all others as the words of a command. */
  private boolean addWords(String first) {
    add(EachOptions.COMMAND, first);
    while (next < arguments.length) {
      add(EachOptions.COMMAND, arguments[next++]);
    }
    return true;
  }

  /** A hyphen alone is no option: it stands for standard input. */
  private static boolean resemblesOption(String argument) {
    return argument.length() > 1 && argument.startsWith("-");
  }

  /** Understands {@code -kq}, {@code -j4}, {@code -kj4}, {@code -kj=4} and {@code -kj 4}. */
  private boolean findCluster(String argument) {
    for (int i = 1; i < argument.length(); i++) {
      CommandOption<?> option = OptionTable.named("-" + argument.charAt(i), table);
      if (option == null) {
        return false;
      }
      if (!option.isFlag()) {
        return findOption(option, attached(argument.substring(i + 1)));
      }
      add(option, "");
    }
    return true;
  }

  private static @Nullable String attached(String rest) {
    if (rest.isEmpty()) {
      return null;
    }
    return rest.startsWith("=") ? rest.substring(1) : rest;
  }

  /**
   * Finds the value of an option.
   *
   * @param attached the value that is part of the same argument; null if there is none
   */
  private boolean findOption(CommandOption<?> option, @Nullable String attached) {
    if (option.isFlag()) {
      return add(option, "") && attached == null;
    }
    if (attached != null) {
      return isValue(option, attached) && add(option, attached);
    }
    return next < arguments.length
        && isValue(option, arguments[next])
        && add(option, arguments[next++]);
  }

  /** Leaves values that look like options to picocli, which accepts some and rejects others. */
  private static boolean isValue(CommandOption<?> option, String text) {
    return !text.isEmpty() && (option.takesForeignOptions() || !resemblesOption(text));
  }

  private boolean add(CommandOption<?> option, String text) {
    options.add(option);
    return texts.add(text);
  }
}
