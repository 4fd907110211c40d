package dev.reeve.supervisor.job;

/**
 * Size of a pool: a number of workers, or a share of the processors.
 *
 * @param number from 1; 0 if {@code percent} decides
 * @param percent of the processors available, above 0; 0 if {@code number} decides
 */
public record WorkerCount(int number, double percent) {

  /** Returns the number of workers for that number of processors; at least 1. */
  public int on(int processors) {
    return number > 0 ? number : Math.max(1, (int) Math.round(processors * percent / 100));
  }
}
