package dev.reeve.protocol;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What an operation on a shared object came to.
 *
 * @param done false if it could not be done: the time had run out, a comparison failed, nothing was
 *     there
 * @param number a size, a count and the like
 * @param value what was taken, received or found
 * @param formerHolderDied whether the lock or permit was last held by a worker that died with it
 */
public record SharedResult(
    boolean done, long number, @Nullable Json value, boolean formerHolderDied) {

  /** It was done, and that is all. */
  public static final SharedResult DONE = new SharedResult(true, 0, null, false);

  /** It was not done. */
  public static final SharedResult NOT_DONE = new SharedResult(false, 0, null, false);

  /** It was done and gave a number. */
  public static SharedResult of(long number) {
    return new SharedResult(true, number, null, false);
  }

  /** It was done and gave a value. */
  public static SharedResult of(Json value) {
    return new SharedResult(true, 0, value, false);
  }
}
