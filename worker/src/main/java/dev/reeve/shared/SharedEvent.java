package dev.reeve.shared;

import java.time.Duration;

/** A flag that workers share and can wait for. */
public interface SharedEvent extends SharedObject {

  /** Sets the flag: all threads that wait go on, and later ones don't wait until it is cleared. */
  void set();

  /** Clears the flag. */
  void clear();

  /** Returns whether the flag is set. */
  boolean isSet();

  /** Waits without a limit until the flag is set. */
  void await() throws InterruptedException;

  /** Waits until the flag is set; returns false if it was not set within the limit. */
  boolean await(Duration limit) throws InterruptedException;
}
