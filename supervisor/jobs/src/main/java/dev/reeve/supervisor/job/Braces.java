package dev.reeve.supervisor.job;

import dev.reeve.text.Quote;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Writes out the alternatives of a pattern: {@code a.{b,c}} is {@code a.b} and {@code a.c}. */
final class Braces {
  private static final int MOST = 1_000;

  private Braces() {}

  /**
   * All patterns without braces that {@code pattern} means.
   *
   * @throws IllegalArgumentException for people, if a brace has no partner or there are too many
   */
  static List<String> expand(String pattern) {
    List<String> plain = new ArrayList<>();
    Deque<String> waiting = new ArrayDeque<>(List.of(pattern));
    while (!waiting.isEmpty()) {
      String next = waiting.remove();
      int open = next.indexOf('{');
      if (open < 0) {
        plain.add(next);
      } else {
        alternatives(next, open).forEach(waiting::add);
      }
      if (plain.size() + waiting.size() > MOST) {
        throw new IllegalArgumentException(
            Quote.of(pattern) + " has more than " + MOST + " alternatives");
      }
    }
    return plain;
  }

  /** The pattern once for each alternative of its first braces. */
  private static List<String> alternatives(String pattern, int open) {
    List<String> written = new ArrayList<>();
    int depth = 0;
    int start = open + 1;
    for (int i = open; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0 || (depth == 1 && c == ',')) {
        written.add(pattern.substring(start, i));
        start = i + 1;
      }
      if (depth == 0) {
        String before = pattern.substring(0, open);
        String after = pattern.substring(start);
        return written.stream().map(middle -> before + middle + after).toList();
      }
    }
    throw new IllegalArgumentException(Quote.of(pattern) + " has a '{' without its '}'");
  }
}
