package dev.reeve.supervisor.job;

import org.jspecify.annotations.Nullable;

/**
 * The placeholders that a text may have.
 *
 * @param <P> type of the placeholders
 */
public interface PlaceholderFinder<P> {

  /**
   * Something in a text that begins with a brace and is not taken as it is.
   *
   * @param text as it is written, with its braces
   * @param placeholder null if it stands for {@code plain}
   * @param plain text for which it stands if it is no placeholder
   * @param hasSeveral whether the placeholder may stand for several values
   */
  record Mark<P>(String text, @Nullable P placeholder, String plain, boolean hasSeveral) {

    /** Returns a placeholder. */
    public static <P> Mark<P> of(String text, P placeholder, boolean hasSeveral) {
      return new Mark<>(text, placeholder, "", hasSeveral);
    }

    /** Returns what stands for a plain text. */
    public static <P> Mark<P> ofPlain(String text, String plain) {
      return new Mark<>(text, null, plain, false);
    }
  }

  /** Returns what begins with the brace at {@code open}; null if it is only a brace. */
  @Nullable Mark<P> at(String text, int open);

  /**
   * Returns what else may be done about a placeholder that is refused; an empty text if nothing.
   */
  default String advice() {
    return "";
  }
}
