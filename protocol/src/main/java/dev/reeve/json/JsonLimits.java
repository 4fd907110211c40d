package dev.reeve.json;

/**
 * Limits of a parser. A text that exceeds one is rejected.
 *
 * @param depth deepest nesting of arrays and objects
 * @param stringChars longest string, in characters
 * @param nameChars longest name of a member, in characters
 * @param numberChars longest number, in characters
 * @param allowsCollidingNames whether names that were made to collide in a hash table are read,
 *     slowly; otherwise they are rejected
 */
public record JsonLimits(
    int depth, int stringChars, int nameChars, int numberChars, boolean allowsCollidingNames) {

  /** Longest name of a member that Jackson reads unless it is told otherwise. */
  public static final int DEFAULT_NAME_CHARS = 50_000;

  /** Longest number that Jackson reads unless it is told otherwise. */
  public static final int DEFAULT_NUMBER_CHARS = 1_000;
}
