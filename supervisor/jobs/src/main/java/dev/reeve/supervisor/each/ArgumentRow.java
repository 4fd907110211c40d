package dev.reeve.supervisor.each;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one task.
 *
 * @param values in the order of the sources or columns
 * @param problem reason why they cannot be passed on; null if they can
 */
record ArgumentRow(List<String> values, @Nullable String problem) {
  ArgumentRow {
    values = List.copyOf(values);
  }

  static ArgumentRow of(Argument argument) {
    return new ArgumentRow(List.of(argument.text()), argument.problem());
  }

  /** Returns a row with the arguments of another one behind its own. */
  ArgumentRow with(ArgumentRow other) {
    List<String> both = new ArrayList<>(values);
    both.addAll(other.values);
    return new ArgumentRow(both, problem == null ? other.problem : problem);
  }
}
