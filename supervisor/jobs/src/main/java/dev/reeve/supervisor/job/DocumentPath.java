package dev.reeve.supervisor.job;

import dev.reeve.text.Quote;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamContext;

/** Spells where in a document something is, such as {@code tasks[3].timeout}. */
final class DocumentPath {
  private static final int MAX_CHARS = 120;

  private DocumentPath() {}

  /** Null for the outermost value. */
  static @Nullable String of(TokenStreamContext context) {
    StringBuilder place = new StringBuilder();
    for (TokenStreamContext c = context; c != null && !c.inRoot(); c = c.getParent()) {
      place.insert(0, step(c));
    }
    if (place.length() > 0 && place.charAt(0) == '.') {
      place.deleteCharAt(0);
    }
    if (place.length() > MAX_CHARS) {
      place.replace(MAX_CHARS, place.length(), "…");
    }
    return place.length() == 0 ? null : place.toString();
  }

  private static String step(TokenStreamContext context) {
    if (context.inArray()) {
      return context.hasCurrentIndex() ? "[" + context.getCurrentIndex() + "]" : "";
    }
    String name = context.currentName();
    return name == null ? "" : "." + Quote.shortened(name);
  }
}
