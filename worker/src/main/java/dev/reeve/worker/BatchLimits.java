package dev.reeve.worker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The limits of the batches of a {@link BatchHandler}. Without it, the defaults hold. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface BatchLimits {
  /** Returns the most tasks in one batch, from 1. */
  int maxItems() default 32;

  /**
   * Returns the time in milliseconds for which an idle worker may wait for more tasks. With 0, the
   * default, it takes what is there. With more, it waits only as long as that is likely to save
   * more time than it costs. This is no time limit of a task.
   */
  long maxWaitMillis() default 0;

  /** Returns the most bytes of all payloads in one batch; a single task may be larger. */
  long maxBytes() default 8 << 20;
}
