package dev.reeve.supervisor.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that a command line gives to options and parameters. */
final class OptionValues {
  private final Map<CommandOption<?>, List<Object>> values = new HashMap<>();

  /**
   * Adds a value that the option has read. Returns false, and ignores it, if the option has one and
   * is not repeatable.
   */
  boolean add(CommandOption<?> option, Object value) {
    List<Object> all = values.get(option);
    if (all == null) {
      all = new ArrayList<>();
      values.put(option, all);
    }
    if (!all.isEmpty() && !option.isRepeatable()) {
      return false;
    }
    return all.add(value);
  }

  boolean has(CommandOption<?> option) {
    return values.containsKey(option);
  }

  /** Returns how many times the option is given. */
  int count(CommandOption<?> option) {
    return all(option).size();
  }

  /** Returns the first value of an option; null if it is not given. */
  <T> @Nullable T get(CommandOption<T> option) {
    List<T> all = all(option);
    return all.isEmpty() ? null : all.get(0);
  }

  /** Returns all values of an option, in the order of the command line. */
  @SuppressWarnings("unchecked") // the option has read them
  <T> List<T> all(CommandOption<T> option) {
    List<Object> all = values.get(option);
    return all == null ? List.of() : (List<T>) List.copyOf(all);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OptionValues that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** For the messages of tests. */
  @Override
  public String toString() {
    return values.toString();
  }
}
