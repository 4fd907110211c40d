package dev.reeve.supervisor.each;

import dev.reeve.supervisor.job.PlaceholderFinder;
import dev.reeve.text.NearestName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The placeholders of a command and its columns. Two opening braces before what would be one stand
 * for one brace; braces around anything that resembles no placeholder stay as they are, because
 * scripts and JSON are full of them.
 */
final class ArgumentPlaceholders implements PlaceholderFinder<Placeholder> {
  private static final String MARKS = "0123456789./#%+-";

  private final List<String> names;
  private final boolean inShell;
  private final boolean several;

  private ArgumentPlaceholders(List<String> names, boolean inShell, boolean several) {
    this.names = List.copyOf(names);
    this.inShell = inShell;
    this.several = several;
  }

  /**
   * Returns those of a text that no shell reads.
   *
   * @param names of the columns; empty if they have none
   */
  static ArgumentPlaceholders of(List<String> names) {
    return new ArgumentPlaceholders(names, false, false);
  }

  /**
   * Returns those of a shell script, in which a dollar sign before the brace makes it the shell's.
   *
   * @param names of the columns; empty if they have none
   * @param several whether a task may have more than one argument
   */
  static ArgumentPlaceholders inShell(List<String> names, boolean several) {
    return new ArgumentPlaceholders(names, true, several);
  }

  /**
   * Returns what begins with the brace; null if it is only a brace.
   *
   * @throws IllegalArgumentException if it is an unknown placeholder; the message is for people
   */
  @Override
  public @Nullable Mark<Placeholder> at(String text, int open) {
    if (text.startsWith("{{", open)) {
      return isEscape(text, open + 1) ? Mark.ofPlain("{{", "{") : null;
    }
    String inside = inside(text, open);
    if (inside == null || (inShell && open > 0 && text.charAt(open - 1) == '$')) {
      return null;
    }
    Placeholder found = Placeholder.parse(inside, names);
    if (found != null) {
      return Mark.of("{" + inside + "}", found, several && found.takesAll());
    }
    if (resemblesOne(inside)) {
      throw unknown(inside);
    }
    return null;
  }

  /** Returns whether the brace before this one is there to make it a mere brace. */
  private boolean isEscape(String text, int open) {
    if (text.startsWith("{{", open)) {
      return true;
    }
    String inside = inside(text, open);
    return inside != null && (Placeholder.parse(inside, names) != null || resemblesOne(inside));
  }

  private static @Nullable String inside(String text, int open) {
    int end = text.indexOf('}', open);
    return end < 0 ? null : text.substring(open + 1, end);
  }

  private boolean resemblesOne(String inside) {
    boolean isMarks = !inside.isEmpty();
    for (int i = 0; i < inside.length(); i++) {
      isMarks &= MARKS.indexOf(inside.charAt(i)) >= 0;
    }
    boolean isName = !names.isEmpty() && !inside.isEmpty() && inside.matches("[\\w-]+[./]*");
    return isMarks || isName;
  }

  private IllegalArgumentException unknown(String inside) {
    String nearest = NearestName.to(inside, names);
    return new IllegalArgumentException(
        "unknown placeholder {"
            + inside
            + "}; there are {} {.} {/} {//} {/.} {#} {%}, {1} {1.} and so on"
            + (names.isEmpty() ? "" : ", and the columns " + String.join(", ", names))
            + (nearest == null ? "" : "; perhaps {" + nearest + "} is meant")
            + "; write {{ for a brace");
  }

  @Override
  public String advice() {
    return "; write {{ for a brace";
  }
}
