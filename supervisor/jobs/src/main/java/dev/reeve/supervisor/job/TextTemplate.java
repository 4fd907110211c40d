package dev.reeve.supervisor.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text with placeholders, which is parsed once. */
final class TextTemplate {
  private final List<TaskPlaceholder> placeholders = new ArrayList<>();

  /** The text before each placeholder, and the rest. */
  private final List<String> texts = new ArrayList<>();

  private TextTemplate() {}

  static TextTemplate of(String text, PlaceholderScope scope) {
    TextTemplate template = new TextTemplate();
    int copied = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
      TaskPlaceholder placeholder = scope.at(text, open);
      if (placeholder != null) {
        template.placeholders.add(placeholder);
        template.texts.add(text.substring(copied, open));
        copied = open + placeholder.mark().length();
      }
    }
    template.texts.add(text.substring(copied));
    return template;
  }

  /** Returns true if it is the same for all values. */
  boolean isFixed() {
    return placeholders.isEmpty();
  }

  /** Returns true if one of the placeholders is for a value that a needed task hands on. */
  boolean takesResults() {
    return placeholders.stream().anyMatch(NeedPlaceholder.class::isInstance);
  }

  /** Returns the placeholder that is the whole text; null if there is none, or other text. */
  @Nullable TaskPlaceholder only() {
    boolean isOnly = placeholders.size() == 1 && texts.get(0).isEmpty() && texts.get(1).isEmpty();
    return isOnly ? placeholders.get(0) : null;
  }

  /** Returns the text with these values. */
  String with(TaskValues values) {
    if (placeholders.isEmpty()) {
      return texts.get(0);
    }
    StringBuilder text = new StringBuilder(texts.get(0));
    for (int i = 0; i < placeholders.size(); i++) {
      text.append(placeholders.get(i).text(values)).append(texts.get(i + 1));
    }
    return text.toString();
  }
}
