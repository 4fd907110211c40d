package dev.reeve.shared;

import java.time.Duration;

/** A flag between workers that can be waited for. */
public interface SharedEvent extends SharedObject {

  /** Sets it: all who wait go on, and nobody waits until it is cleared. */
  void set();

  /** Clears it. */
  void clear();

  /** Whether it is set. */
  boolean isSet();

  /** Waits until it is set. */
  void await() throws InterruptedException;

  /** As {@link #await()}; returns false if it was not set in time. */
  boolean await(Duration limit) throws InterruptedException;
}
