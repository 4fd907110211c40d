package dev.reeve.supervisor.model;

/**
 * When to stop early because tasks fail. Failed, timed out and crashed tasks count.
 *
 * @param now whether running tasks are cancelled; otherwise they may finish
 * @param failures how many failed tasks are too many, from 1; 0 if {@code percent} decides
 * @param percent share of failed tasks that is too many, above 0 up to 100; 0 if {@code failures}
 *     decides. Of all tasks where their number is known, else of those that have ended, once there
 *     are {@value #PERCENT_SAMPLE}
 */
public record HaltRule(boolean now, long failures, double percent) {

  /** Tasks of a stream that must have ended before a percentage means anything. */
  public static final int PERCENT_SAMPLE = 20;

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public HaltRule {
    boolean byCount = failures > 0 && percent == 0;
    boolean byShare = failures == 0 && percent > 0 && percent <= 100;
    if (!byCount && !byShare) {
      throw new IllegalArgumentException("either failures from 1 or percent above 0 up to 100");
    }
  }
}
