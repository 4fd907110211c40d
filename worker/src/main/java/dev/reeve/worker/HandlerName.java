package dev.reeve.worker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which jobs ask for a {@link TaskHandler}, such as {@code text/count}. Must be
 * unique in a worker.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface HandlerName {
  /** Letters, digits, {@code . _ -}, in parts divided by {@code /}. */
  String value();
}
