package dev.reeve.text;

/** Counts in sentences. */
public final class Counts {
  private Counts() {}

  /** Returns {@code 1 task}, {@code 2 tasks}. */
  public static String of(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
