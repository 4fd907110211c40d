package dev.reeve.supervisor.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The placeholders that a task knows.
 *
 * @param hasItems whether there are items
 * @param needs the tasks that it needs; null for none
 */
record PlaceholderScope(boolean hasItems, @Nullable NeedsDraft needs) {

  /** Returns true if nothing is replaced. */
  boolean isEmpty() {
    return !hasItems && needs == null;
  }

  /** Returns true if the text has placeholders that are known. */
  boolean isIn(String text) {
    return !of(text).isEmpty();
  }

  /** Returns the known placeholders of a text, in its order. */
  List<TaskPlaceholder> of(String text) {
    List<TaskPlaceholder> found = new ArrayList<>();
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
      TaskPlaceholder placeholder = at(text, open);
      if (placeholder != null) {
        found.add(placeholder);
      }
    }
    return found;
  }

  /** Returns the same as {@link #at}, as a shell script needs it. */
  PlaceholderFinder.@Nullable Mark<TaskPlaceholder> mark(String text, int open) {
    TaskPlaceholder found = at(text, open);
    return found == null ? null : PlaceholderFinder.Mark.of(found.mark(), found, false);
  }

  /** Returns the placeholder that begins with the brace at {@code open}; null if none is known. */
  @Nullable TaskPlaceholder at(String text, int open) {
    boolean item = hasItems && text.startsWith(ItemPlaceholder.START, open + 1);
    boolean need = needs != null && text.startsWith(NeedPlaceholder.START, open + 1);
    if (!item && !need) {
      return null;
    }
    String inside = inside(text, open);
    if (inside == null) {
      return null;
    }
    return item ? ItemPlaceholder.of(inside) : need(inside);
  }

  private @Nullable TaskPlaceholder need(String inside) {
    return needs == null ? null : needs.placeholder(inside);
  }

  /** Returns the text between braces; null if the brace is not closed before another opens. */
  static @Nullable String inside(String text, int open) {
    int close = text.indexOf('}', open);
    int next = text.indexOf('{', open + 1);
    boolean closed = close > 0 && (next < 0 || next > close);
    return closed ? text.substring(open + 1, close) : null;
  }
}
