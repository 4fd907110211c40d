package dev.reeve.supervisor.relay;

import org.jspecify.annotations.Nullable;

/** The decision when another thread goes on with a turn's completions. One thread. */
final class TurnWatch {
  /** A callback that does not wait may be computing, or have no processor, and gets more time. */
  private static final int PATIENCE_WITH_BUSY = 10;

  private static final long LEAST_NANOS = 500_000;

  private final long longest;
  private long patience;
  private @Nullable CompletionTurn turn;
  private long step;
  private long since;

  /**
   * @param patience time that a callback may wait while completions are held up, in nanoseconds
   */
  TurnWatch(long patience) {
    this.longest = patience;
    this.patience = patience;
  }

  /** Returns the time after which to look at the turn again, in nanoseconds. */
  long nanos() {
    return patience;
  }

  /** Looks at the present turn, and takes it over if its callback has held it up for too long. */
  boolean takesOver(CompletionTurn present, long now) {
    long reached = present.step();
    if (present != turn || reached != step) {
      patience = present == turn ? longest : patience;
      turn = present;
      step = reached;
      since = now;
      return false;
    }
    long limit = present.waits() ? patience : PATIENCE_WITH_BUSY * longest;
    if (now - since < limit || !present.takeOver(step)) {
      return false;
    }
    patience = Math.max(LEAST_NANOS, patience / 2); // the next callback may be of the same kind
    return true;
  }
}
