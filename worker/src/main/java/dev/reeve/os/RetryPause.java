package dev.reeve.os;

/** Growing pauses between tries, from 1 to 16 ms. One thread. */
final class RetryPause {
  private static final int LONGEST_MILLIS = 16;

  private int millis = 1;

  void await() {
    Pause.millis(millis);
    millis = Math.min(2 * millis, LONGEST_MILLIS);
  }

  void reset() {
    millis = 1;
  }
}
