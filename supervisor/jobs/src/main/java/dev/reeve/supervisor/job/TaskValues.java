package dev.reeve.supervisor.job;

import org.jspecify.annotations.Nullable;

/**
 * The values of a task's placeholders.
 *
 * @param item of a {@code forEach}; {@link Item#NONE} for none
 * @param handedOn by needed tasks; null as long as they are not known: their placeholders stay
 */
record TaskValues(Item item, @Nullable HandedOn handedOn) {

  /** No values at all: all placeholders stay as they are. */
  static final TaskValues NONE = new TaskValues(Item.NONE, null);

  static TaskValues of(Item item) {
    return new TaskValues(item, null);
  }

  TaskValues with(HandedOn values) {
    return new TaskValues(item, values);
  }
}
