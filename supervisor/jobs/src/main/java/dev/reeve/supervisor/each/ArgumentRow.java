package dev.reeve.supervisor.each;

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
}
