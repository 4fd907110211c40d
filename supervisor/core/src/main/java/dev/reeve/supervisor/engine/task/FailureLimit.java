package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.model.HaltRule;
import org.jspecify.annotations.Nullable;

/** Whether so many tasks have failed that the run shall stop. */
public final class FailureLimit {
  private final @Nullable HaltRule rule;
  private final long totalTasks;

  /**
   * @param totalTasks −1 if unknown
   */
  public FailureLimit(@Nullable HaltRule rule, long totalTasks) {
    this.rule = rule;
    this.totalTasks = totalTasks;
  }

  /** The rule that has been broken; null if none has. */
  public @Nullable HaltRule brokenRule(long failed, long ended) {
    if (rule == null || failed == 0) {
      return null;
    }
    return isBroken(rule, failed, ended) ? rule : null;
  }

  /** What is said of a rule that has been broken. */
  public static String account(HaltRule broken, long failed, long ended) {
    String limit =
        broken.failures() > 0
            ? "the limit is " + broken.failures()
            : "the limit is " + broken.percent() + " %";
    return failed + " of " + ended + " tasks failed, " + limit;
  }

  private boolean isBroken(HaltRule broken, long failed, long ended) {
    if (broken.failures() > 0) {
      return failed >= broken.failures();
    }
    if (totalTasks > 0) {
      return failed * 100.0 >= broken.percent() * totalTasks;
    }
    return ended >= HaltRule.PERCENT_SAMPLE && failed * 100.0 >= broken.percent() * ended;
  }
}
