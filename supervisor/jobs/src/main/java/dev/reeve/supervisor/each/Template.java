package dev.reeve.supervisor.each;

import dev.reeve.supervisor.job.PlaceholderFinder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text with placeholders. */
final class Template {
  private final List<Part> parts = new ArrayList<>();

  /**
   * A piece of the text.
   *
   * @param text as it is; null for a placeholder
   */
  record Part(@Nullable String text, @Nullable Placeholder placeholder) {

    /** Returns the values for one task; the text itself, if it is one. */
    List<String> values(List<String> row, long number) {
      return placeholder == null ? List.of(String.valueOf(text)) : placeholder.values(row, number);
    }
  }

  private Template() {}

  /**
   * Parses a text.
   *
   * @throws IllegalArgumentException if it has an unknown placeholder; the message is for people
   */
  static Template of(String text, ArgumentPlaceholders placeholders) {
    Template template = new Template();
    template.parse(text, placeholders);
    return template;
  }

  List<Part> parts() {
    return parts;
  }

  boolean hasPlaceholders() {
    return parts.stream().anyMatch(part -> part.placeholder() != null);
  }

  /** Returns whether it stands for exactly that text whatever the arguments are. */
  boolean isPlain(String text) {
    return parts.isEmpty() || (parts.size() == 1 && text.equals(parts.get(0).text()));
  }

  /** Returns the highest number of an argument that it names; 0 if it names none. */
  int highestIndex() {
    int highest = 0;
    for (Part part : parts) {
      highest = Math.max(highest, part.placeholder() == null ? 0 : part.placeholder().index());
    }
    return highest;
  }

  /** Returns whether it has a placeholder for all arguments. */
  boolean takesAll() {
    for (Part part : parts) {
      if (part.placeholder() != null && part.placeholder().takesAll()) {
        return true;
      }
    }
    return false;
  }

  boolean usesSlot() {
    for (Part part : parts) {
      if (part.placeholder() != null && part.placeholder().kind() == Placeholder.Kind.SLOT) {
        return true;
      }
    }
    return false;
  }

  /** Returns the text for one task, with spaces between several arguments of a placeholder. */
  String text(List<String> row, long number) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(String.join(" ", part.values(row, number)));
    }
    return text.toString();
  }

  private void parse(String text, ArgumentPlaceholders placeholders) {
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      PlaceholderFinder.Mark<Placeholder> mark =
          text.charAt(at) == '{' ? placeholders.at(text, at) : null;
      if (mark == null) {
        plain.append(text.charAt(at++));
        continue;
      }
      if (mark.placeholder() == null) {
        plain.append(mark.plain());
      } else {
        addText(plain);
        parts.add(new Part(null, mark.placeholder()));
      }
      at += mark.text().length();
    }
    addText(plain);
  }

  private void addText(StringBuilder plain) {
    if (!plain.isEmpty()) {
      parts.add(new Part(plain.toString(), null));
      plain.setLength(0);
    }
  }
}
