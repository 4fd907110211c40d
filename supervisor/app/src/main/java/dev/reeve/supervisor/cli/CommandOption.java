package dev.reeve.supervisor.cli;

import java.util.List;

/**
 * One row of the {@link OptionTable}: an option of a command, or its parameter, which has no name.
 * All that is known about an option is in its row: help, both parsers and the settings go by it.
 *
 * @param <T> type of one value, as {@link ValueKind} tells it; a flag has the value true each time
 */
final class CommandOption<T> {
  private final ValueKind kind;
  private final boolean repeatable;
  private final String label;
  private final String description;
  private final List<String> names;

  private CommandOption(
      ValueKind kind, boolean repeatable, String label, String description, String... names) {
    this.kind = kind;
    this.repeatable = repeatable;
    this.label = label;
    this.description = description;
    this.names = List.of(names);
  }

  /** An argument that is no option. */
  static CommandOption<String> parameter(String label, String description) {
    return new CommandOption<>(ValueKind.TEXT, false, label, description);
  }

  /** An argument that is no option, and may be left out. */
  static CommandOption<String> optionalParameter(String label, String description) {
    return new CommandOption<>(ValueKind.OPTIONAL_TEXT, false, label, description);
  }

  /** An argument that is one of the words in its label, which {@code |} divides. */
  static <T> CommandOption<T> choice(ValueKind kind, String label, String description) {
    return new CommandOption<>(kind, false, label, description);
  }

  /** All arguments from the first one on that is no option. */
  static CommandOption<String> words(String label, String description) {
    return new CommandOption<>(ValueKind.TEXT, true, label, description);
  }

  /** An option without a value. */
  static CommandOption<Boolean> flag(String description, String... names) {
    return new CommandOption<>(ValueKind.FLAG, false, "", description, names);
  }

  /** An option without a value whose meaning depends on the number of times it is given. */
  static CommandOption<Boolean> repeatableFlag(String description, String... names) {
    return new CommandOption<>(ValueKind.FLAG, true, "", description, names);
  }

  /** An option with one value. */
  static <T> CommandOption<T> single(
      ValueKind kind, String label, String description, String... names) {
    return new CommandOption<>(kind, false, label, description, names);
  }

  /** An option that can be given several times, each time with one value. */
  static <T> CommandOption<T> repeatable(
      ValueKind kind, String label, String description, String... names) {
    return new CommandOption<>(kind, true, label, description, names);
  }

  /** Returns the names with their hyphens, the short before the long one; none for a parameter. */
  List<String> names() {
    return names;
  }

  /** Returns what help calls the value. */
  String label() {
    return label;
  }

  /** Returns the text for help; it has line breaks only where help must have them. */
  String description() {
    return description;
  }

  ValueKind kind() {
    return kind;
  }

  /** Returns the words that the value may be; empty if there are too many to name. */
  List<String> choices() {
    return kind.isChoice() ? List.of(label.split("\\|", -1)) : List.of();
  }

  boolean isParameter() {
    return names.isEmpty();
  }

  boolean isFlag() {
    return kind == ValueKind.FLAG;
  }

  /** Returns true for a parameter that may be left out. */
  boolean isOptional() {
    return kind == ValueKind.OPTIONAL_TEXT;
  }

  boolean isRepeatable() {
    return repeatable;
  }

  /** Returns true if the argument after the option is its value even if it looks like an option. */
  boolean takesForeignOptions() {
    return kind == ValueKind.FOREIGN_OPTION;
  }

  /**
   * Returns the value that a text stands for.
   *
   * @throws IllegalArgumentException with a message for people, if the text is no such value
   */
  @SuppressWarnings("unchecked") // a row's type is that of its kind
  T read(String text) {
    return (T) ValueReader.read(kind, text);
  }

  @Override
  public String toString() {
    return isParameter() ? label : names.get(names.size() - 1);
  }
}
