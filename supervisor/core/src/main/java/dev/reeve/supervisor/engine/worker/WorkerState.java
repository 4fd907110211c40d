package dev.reeve.supervisor.engine.worker;

import java.util.Locale;

/** States of a worker; the table of legal transitions is in {@link #mayBecome}. */
public enum WorkerState {
  /** Process asked for, {@code initialize} not yet answered. */
  STARTING,
  /** Ready, nothing outstanding. */
  IDLE,
  /** At least one response outstanding. */
  BUSY,
  /** Gets no more tasks; on its way out. */
  DRAINING,
  /** Exit code known, and output read to its end or given up. */
  EXITED;

  /** Returns true if the transition to {@code next} is legal. */
  boolean mayBecome(WorkerState next) {
    return switch (this) {
      case STARTING -> next == IDLE || next == DRAINING || next == EXITED;
      case IDLE -> next == BUSY || next == DRAINING || next == EXITED;
      case BUSY -> next == IDLE || next == DRAINING || next == EXITED;
      case DRAINING -> next == EXITED;
      case EXITED -> false;
    };
  }

  /** For people. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
