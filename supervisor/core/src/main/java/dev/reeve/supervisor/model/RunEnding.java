package dev.reeve.supervisor.model;

import dev.reeve.supervisor.Supervisor;

/** Why a supervisor's run ended. */
public enum RunEnding {
  /** All submitted tasks have ended. */
  COMPLETED,
  /** Too many tasks failed, see {@link HaltRule}. */
  HALTED,
  /** The deadline of the run passed. */
  DEADLINE,
  /** {@link Supervisor#drain} or {@link Supervisor#stopNow} was called. */
  STOPPED,
  /** No worker got as far as being ready. */
  WORKERS_DO_NOT_START,
  /** Workers died more often than restarting makes sense. */
  WORKERS_KEEP_DYING,
  /** The operating system refuses processes or threads. */
  SYSTEM_REFUSES,
  /** A fault of Reeve itself. */
  INTERNAL_ERROR
}
