package dev.reeve.supervisor.model;

import dev.reeve.supervisor.Supervisor;

/** The reasons for which a run ends. */
public enum RunEnding {
  /** All submitted tasks have ended. */
  COMPLETED,
  /** Too many tasks failed, see {@link HaltRule}. */
  HALTED,
  /** The deadline of the run passed. */
  DEADLINE,
  /** {@link Supervisor#drain} or {@link Supervisor#stopNow} was called. */
  STOPPED,
  /** No worker became ready. */
  WORKERS_DO_NOT_START,
  /** Workers died more often than they may be restarted. */
  WORKERS_KEEP_DYING,
  /** The operating system refuses processes or threads. */
  SYSTEM_REFUSES,
  /** A fault of Reeve itself. */
  INTERNAL_ERROR
}
