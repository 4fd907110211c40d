package dev.reeve.supervisor.engine.worker;

/** Steps of the stop ladder, gentlest first. Each has the grace period before the next. */
enum StopStep {
  /** No more tasks; the current one may finish. */
  FINISH_TASK,
  /** {@code shutdown} was sent and standard input closed. */
  ASK,
  /** SIGTERM to the process group. */
  TERMINATE,
  /** SIGKILL to the process group. */
  KILL,
  /** Nothing helped: the process is listed as not joined. */
  GIVE_UP;

  /** The step after this one; the last has none after it. */
  StopStep next() {
    return switch (this) {
      case FINISH_TASK -> ASK;
      case ASK -> TERMINATE;
      case TERMINATE -> KILL;
      case KILL, GIVE_UP -> GIVE_UP;
    };
  }
}
