package dev.reeve.supervisor.each;

import dev.reeve.text.PathPart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A placeholder of a command.
 *
 * @param kind of value that it stands for
 * @param index of one argument, from 1, or from −1 backwards; 0 for all of them
 * @param part of each argument
 */
record Placeholder(Kind kind, int index, PathPart part) {

  /** Kinds of values. */
  enum Kind {
    ARGUMENT,
    /** The number of the task. */
    NUMBER,
    /** The number of the worker's slot, from 1. */
    SLOT
  }

  /** Stands for the number of the worker's slot, which is known only when the task runs. */
  static final String SLOT_MARK = "\u0001%\u0001";

  private static final int LONGEST_INDEX = 4;

  /** All arguments, as they are. */
  static final Placeholder ALL = new Placeholder(Kind.ARGUMENT, 0, PathPart.WHOLE);

  /**
   * Parses a placeholder without its braces.
   *
   * @param names of the columns; empty if they have none
   * @return null if it is none
   */
  static @Nullable Placeholder parse(String text, List<String> names) {
    if (text.equals("#") || text.equals("%")) {
      return new Placeholder(text.equals("#") ? Kind.NUMBER : Kind.SLOT, 0, PathPart.WHOLE);
    }
    for (PathPart part : PathPart.values()) {
      if (text.endsWith(part.mark())) {
        Integer index = index(text.substring(0, text.length() - part.mark().length()), names);
        if (index != null) {
          return new Placeholder(Kind.ARGUMENT, index, part);
        }
      }
    }
    return null;
  }

  private static @Nullable Integer index(String text, List<String> names) {
    if (text.isEmpty()) {
      return 0;
    }
    if (names.contains(text)) {
      return names.indexOf(text) + 1;
    }
    boolean isNumber = text.length() <= LONGEST_INDEX && text.matches("-?[1-9][0-9]*");
    return isNumber ? Integer.valueOf(text) : null;
  }

  /** Returns whether it stands for all arguments. */
  boolean takesAll() {
    return kind == Kind.ARGUMENT && index == 0;
  }

  /**
   * Returns its values for one task; none if the row has no such argument.
   *
   * @param number of the task, from 1
   */
  List<String> values(List<String> row, long number) {
    return switch (kind) {
      case ARGUMENT -> arguments(row);
      case NUMBER -> List.of(Long.toString(number));
      case SLOT -> List.of(SLOT_MARK);
    };
  }

  private List<String> arguments(List<String> row) {
    List<String> values = new ArrayList<>();
    int from = index == 0 ? 0 : index > 0 ? index - 1 : row.size() + index;
    int to = index == 0 ? row.size() : from + 1;
    for (int i = Math.max(0, from); i < Math.min(row.size(), to); i++) {
      values.add(part.of(row.get(i)));
    }
    return values;
  }
}
