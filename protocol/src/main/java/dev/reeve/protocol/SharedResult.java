package dev.reeve.protocol;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The result of an operation on a shared object.
 *
 * @param done false if the time ran out, a comparison failed, or the object had no such value
 * @param number such as a size or a count
 * @param value that was taken, received or found
 * @param formerHolderDied whether the last holder of the lock or permit was a worker that died
 */
public record SharedResult(
    boolean done, long number, @Nullable Json value, boolean formerHolderDied) {

  /** The operation was done and has no further result. */
  public static final SharedResult DONE = new SharedResult(true, 0, null, false);

  /** The operation was not done. */
  public static final SharedResult NOT_DONE = new SharedResult(false, 0, null, false);

  /** Makes the result of an operation that was done and returns a number. */
  public static SharedResult of(long number) {
    return new SharedResult(true, number, null, false);
  }

  /** Makes the result of an operation that was done and returns a value. */
  public static SharedResult of(Json value) {
    return new SharedResult(true, 0, value, false);
  }
}
