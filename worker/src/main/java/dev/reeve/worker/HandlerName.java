package dev.reeve.worker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name by which tasks ask for a {@link TaskHandler}, such as {@code text/count}. It must be
 * unique in a worker. A class without this annotation can only be named by an embedding program,
 * and then has the name of its class.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface HandlerName {
  /** Returns the name: letters, digits and {@code . _ -}, in parts separated by {@code /}. */
  String value();
}
