package dev.reeve.supervisor.model;

/**
 * A rule that stops a run early because tasks fail. Failed, timed out and crashed tasks count.
 *
 * @param now whether running tasks are cancelled; otherwise they may finish
 * @param failures number of failed tasks that stops the run, from 1; 0 if {@code percent} decides
 * @param percent share of failed tasks that stops the run, above 0 up to 100; 0 if {@code failures}
 *     decides. It is a share of all tasks if their number is known, otherwise of those that have
 *     ended, as soon as there are {@value #PERCENT_SAMPLE}
 */
public record HaltRule(boolean now, long failures, double percent) {

  /** Tasks of a stream that must have ended before a percentage is applied. */
  public static final int PERCENT_SAMPLE = 20;

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public HaltRule {
    boolean byCount = failures > 0 && percent == 0;
    boolean byShare = failures == 0 && percent > 0 && percent <= 100;
    if (!byCount && !byShare) {
      throw new IllegalArgumentException(
          "a halt rule needs either failures from 1, or percent above 0 up to 100, not failures %d and percent %s"
              .formatted(failures, percent));
    }
  }
}
