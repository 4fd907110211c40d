package dev.reeve.supervisor.serve.queue;

/** Thrown if a task would exceed a bound of the queue; it may be accepted later. */
public final class QueueFullException extends SubmissionException {
  private static final long serialVersionUID = 1L;

  private final Bound bound;
  private final long used;
  private final long limit;

  /** The bounds of a queue. */
  public enum Bound {
    /** {@link QueueBounds#maxTasks}. */
    TASKS("tasks"),
    /** {@link QueueBounds#maxBytes}. */
    BYTES("bytes"),
    /** {@link QueueBounds#diskBytes}. */
    DISK("bytes of files");

    private final String unit;

    Bound(String unit) {
      this.unit = unit;
    }
  }

  QueueFullException(Bound bound, long used, long limit, long needed) {
    super(
        "the queue is full: it holds %d of at most %d %s%s; try again later"
            .formatted(
                used,
                limit,
                bound.unit,
                bound == Bound.TASKS ? "" : ", and the task has " + needed));
    this.bound = bound;
    this.used = used;
    this.limit = limit;
  }

  /** Returns the bound that was reached. */
  public Bound bound() {
    return bound;
  }

  /** Returns what the queue held, in the unit of the bound. */
  public long used() {
    return used;
  }

  /** Returns the value of the bound. */
  public long limit() {
    return limit;
  }
}
