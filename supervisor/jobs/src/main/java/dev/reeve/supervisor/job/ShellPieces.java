package dev.reeve.supervisor.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of a shell script: text, and placeholders that are read from positional parameters.
 *
 * @param <P> type of the placeholders
 */
public final class ShellPieces<P> {
  /** Stands for a choice of all values. */
  private static final int ALL = -1;

  private final List<Piece<P>> pieces = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final List<P> parameters = new ArrayList<>();

  /**
   * A piece.
   *
   * @param text of the script; null for a placeholder
   * @param word that is repeated for each value of its placeholders; null if this is none
   */
  private record Piece<P>(
      @Nullable String text,
      @Nullable P placeholder,
      boolean quoted,
      @Nullable List<Piece<P>> word) {}

  /** Adds text. */
  void add(String more) {
    text.append(more);
  }

  /**
   * Adds a placeholder.
   *
   * @param quoted whether it is within double quotes
   */
  void add(P placeholder, boolean quoted) {
    endText();
    pieces.add(new Piece<>(null, placeholder, quoted, null));
    if (!parameters.contains(placeholder)) {
      parameters.add(placeholder);
    }
  }

  /** Returns the number of pieces so far. */
  int count() {
    endText();
    return pieces.size();
  }

  /** Makes one piece, a word that is repeated, of the last ones. */
  void repeat(int first) {
    List<Piece<P>> last = pieces.subList(first, count());
    List<Piece<P>> word = List.copyOf(last);
    last.clear();
    pieces.add(new Piece<>(null, null, false, word));
  }

  private void endText() {
    if (!text.isEmpty()) {
      pieces.add(new Piece<>(text.toString(), null, false, null));
      text.setLength(0);
    }
  }

  /** Returns the placeholders whose values are the parameters, in their order. */
  public List<P> parameters() {
    return parameters;
  }

  /**
   * Returns the script.
   *
   * @param counts number of values of each placeholder
   */
  public String script(ToIntFunction<P> counts) {
    endText();
    Numbers<P> numbers = new Numbers<>();
    for (P placeholder : parameters) {
      numbers.add(placeholder, counts.applyAsInt(placeholder));
    }
    StringBuilder script = new StringBuilder();
    write(pieces, ALL, numbers, script);
    return script.toString();
  }

  /** The numbers of the parameters of each placeholder. */
  private static final class Numbers<P> {
    private final Map<P, Integer> firsts = new HashMap<>();
    private final Map<P, Integer> counts = new HashMap<>();
    private int next = 1;

    void add(P placeholder, int count) {
      firsts.put(placeholder, next);
      counts.put(placeholder, count);
      next += count;
    }

    int first(P placeholder) {
      return firsts.getOrDefault(placeholder, 1);
    }

    int count(P placeholder) {
      return counts.getOrDefault(placeholder, 0);
    }
  }

  private void write(List<Piece<P>> all, int choice, Numbers<P> numbers, StringBuilder out) {
    for (Piece<P> piece : all) {
      if (piece.text() != null) {
        out.append(piece.text());
      } else if (piece.placeholder() != null) {
        writeValues(piece.placeholder(), piece.quoted(), choice, numbers, out);
      } else if (piece.word() != null) {
        writeRepeated(piece.word(), numbers, out);
      }
    }
  }

  private void writeRepeated(List<Piece<P>> word, Numbers<P> numbers, StringBuilder out) {
    int times = 0;
    for (Piece<P> piece : word) {
      P placeholder = piece.placeholder();
      times = placeholder == null ? times : Math.max(times, numbers.count(placeholder));
    }
    for (int i = 0; i < times; i++) {
      out.append(i == 0 ? "" : " ");
      write(word, i, numbers, out);
    }
  }

  private static <P> void writeValues(
      P placeholder, boolean quoted, int choice, Numbers<P> numbers, StringBuilder out) {
    int count = numbers.count(placeholder);
    int from = choice == ALL || count == 1 ? 0 : choice;
    int to = choice == ALL ? count : Math.min(count, from + 1);
    for (int i = from; i < to; i++) {
      int number = numbers.first(placeholder) + i;
      String reference = quoted || number > 9 ? "${" + number + "}" : "$" + number;
      if (i > from) {
        out.append(quoted ? "\" \"" : " ");
      }
      out.append(quoted ? reference : "\"" + reference + "\"");
    }
  }
}
