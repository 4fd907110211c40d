package dev.reeve.supervisor.each;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text with placeholders in braces. Two opening braces stand for one; braces around anything that
 * resembles no placeholder stay as they are, because scripts and JSON are full of them.
 */
final class Template {
  private static final String MARKS = "0123456789./#%+-";

  private final List<Part> parts = new ArrayList<>();
  private final List<String> names;

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

  private Template(List<String> names) {
    this.names = names;
  }

  /**
   * Parses a text.
   *
   * @param names of the columns; empty if they have none
   * @throws IllegalArgumentException if it has an unknown placeholder; the message is for people
   */
  static Template of(String text, List<String> names) {
    Template template = new Template(names);
    template.parse(text);
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
      Placeholder placeholder = part.placeholder();
      if (placeholder != null
          && placeholder.kind() == Placeholder.Kind.ARGUMENT
          && placeholder.index() == 0) {
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

  private void parse(String text) {
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("{{", at)) {
        plain.append('{');
        at += 2;
        continue;
      }
      int end = text.charAt(at) == '{' ? text.indexOf('}', at) : -1;
      Placeholder found = end < 0 ? null : placeholder(text.substring(at + 1, end));
      if (found == null) {
        plain.append(text.charAt(at++));
      } else {
        addText(plain);
        parts.add(new Part(null, found));
        at = end + 1;
      }
    }
    addText(plain);
  }

  private void addText(StringBuilder plain) {
    if (!plain.isEmpty()) {
      parts.add(new Part(plain.toString(), null));
      plain.setLength(0);
    }
  }

  private @Nullable Placeholder placeholder(String inside) {
    Placeholder found = Placeholder.parse(inside, names);
    if (found == null && resemblesOne(inside)) {
      throw new IllegalArgumentException(
          "unknown placeholder {"
              + inside
              + "}; there are {} {.} {/} {//} {/.} {#} {%}, {1} {1.} and so on"
              + (names.isEmpty() ? "" : ", and the columns " + String.join(", ", names))
              + "; write {{ for a brace");
    }
    return found;
  }

  private boolean resemblesOne(String inside) {
    boolean isMarks = !inside.isEmpty();
    for (int i = 0; i < inside.length(); i++) {
      isMarks &= MARKS.indexOf(inside.charAt(i)) >= 0;
    }
    boolean isName = !names.isEmpty() && !inside.isEmpty() && inside.matches("[\\w-]+[./]*");
    return isMarks || isName;
  }
}
