package dev.reeve.supervisor.each;

import org.jspecify.annotations.Nullable;

/**
 * One argument, as a source has it.
 *
 * @param text may have replacement characters if there is a problem
 * @param problem reason why it cannot be passed on, for people; null if it can
 */
record Argument(String text, @Nullable String problem) {

  static Argument of(String text) {
    return new Argument(text, null);
  }
}
