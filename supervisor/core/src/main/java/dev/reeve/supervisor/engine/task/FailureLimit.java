package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.model.HaltRule;
import org.jspecify.annotations.Nullable;

/** The limit of failed tasks, past which the run must stop. */
public final class FailureLimit {
  private final @Nullable HaltRule rule;
  private final long totalTasks;

  /**
   * @param rule null: no limit
   * @param totalTasks −1 if unknown
   */
  public FailureLimit(@Nullable HaltRule rule, long totalTasks) {
    this.rule = rule;
    this.totalTasks = totalTasks;
  }

  /** Returns the rule if so many failures break it; else null. */
  public @Nullable HaltRule brokenRule(long failed, long ended) {
    if (rule == null || failed == 0) {
      return null;
    }
    return isBroken(rule, failed, ended) ? rule : null;
  }

  /** Returns a sentence for people about a rule that has been broken. */
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
