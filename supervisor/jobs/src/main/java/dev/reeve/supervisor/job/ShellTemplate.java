package dev.reeve.supervisor.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shell script with placeholders. Their values never become part of the script, because a file
 * name may hold any shell code: each placeholder becomes a positional parameter such as {@code $1},
 * whose value the shell does not parse. Quotes are followed to write it as {@code "$1"} outside of
 * double quotes and as <code>${1}</code> inside; in comments and behind a backslash a placeholder
 * stays as it is. Even where the quotes are read wrongly, a value is data and never code.
 *
 * @param <P> type of the placeholders
 */
public final class ShellTemplate<P> {
  private final ShellPieces<P> pieces;
  private final @Nullable String problem;

  /**
   * @param problem why a value can't be used where a placeholder is; null if all can
   */
  ShellTemplate(ShellPieces<P> pieces, @Nullable String problem) {
    this.pieces = pieces;
    this.problem = problem;
  }

  /** Parses a script whose placeholders have one value each. */
  static ShellTemplate<TaskPlaceholder> of(String script, PlaceholderScope scope) {
    return new ShellTemplateParser<>(script, scope::mark, false).parse();
  }

  /**
   * Parses a script.
   *
   * @param repeats whether a word with a placeholder of several values is repeated for each of
   *     them; otherwise its beginning goes to the first, and its end to the last
   */
  public static <P> ShellTemplate<P> of(
      String script, PlaceholderFinder<P> finder, boolean repeats) {
    return new ShellTemplateParser<>(script, finder, repeats).parse();
  }

  /**
   * Returns the reason why a value can't be used where the script has its placeholder; null if all
   * can.
   */
  public @Nullable String problem() {
    return problem;
  }

  /** Returns the pieces, which make the script for any number of values. */
  public ShellPieces<P> pieces() {
    return pieces;
  }

  /** Returns the placeholders whose values are the parameters, from {@code $1} on. */
  List<P> parameters() {
    return pieces.parameters();
  }

  /** Returns the script in which the values are {@link #parameters}, one value of each. */
  String script() {
    return pieces.script(placeholder -> 1);
  }
}
