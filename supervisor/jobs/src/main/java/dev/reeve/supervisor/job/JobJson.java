package dev.reeve.supervisor.job;

import dev.reeve.json.JsonLimits;
import dev.reeve.json.JsonParsers;
import tools.jackson.core.JsonParser;

/** The limits of JSON in jobs. */
final class JobJson {

  /** Deepest nesting, the outermost value included. */
  static final int MAX_DEPTH = 64;

  /** Longest number in characters. */
  static final int MAX_NUMBER_CHARS = 1_000;

  /** Longest text in characters, and longest payload in bytes: what fits one message. */
  static final int MAX_TEXT = 16 << 20;

  private static final JsonParsers PARSERS =
      new JsonParsers(
          new JsonLimits(
              MAX_DEPTH,
              MAX_TEXT,
              JsonLimits.DEFAULT_NAME_CHARS,
              // JsonCursor checks the length of numbers, and can go on after one that is too long
              Integer.MAX_VALUE,
              true));

  private JobJson() {}

  /** Opens a parser of {@code length} bytes from {@code from} on, which must be UTF-8. */
  static JsonParser parser(byte[] utf8, int from, int length) {
    return PARSERS.openUnchecked(utf8, from, length);
  }
}
