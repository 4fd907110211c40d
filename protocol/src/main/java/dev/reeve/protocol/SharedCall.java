package dev.reeve.protocol;

import dev.reeve.json.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One operation on one shared object. The meaning of {@code number}, {@code expected}, {@code key},
 * {@code value} and {@code former} depends on the operation; most operations need few of them.
 *
 * @param kind of the object
 * @param name of the object, unique among the objects of all kinds; not empty
 * @param operation to carry out
 * @param thread number of the calling thread in its process
 * @param waitNanos longest time in nanoseconds that the call may wait: 0 if it must not wait, −1
 *     for no limit
 * @param number such as an amount, an index or a capacity
 * @param expected number that the present one must equal
 * @param key of a map
 * @param value to put, send or set
 * @param former value that the present one must equal
 * @param lock name of the lock that a condition belongs to
 */
public record SharedCall(
    SharedKind kind,
    String name,
    SharedOperation operation,
    long thread,
    long waitNanos,
    long number,
    long expected,
    @Nullable Json key,
    @Nullable Json value,
    @Nullable Json former,
    @Nullable String lock) {

  /** Value of {@code waitNanos} for a call that may wait without a limit. */
  public static final long NO_LIMIT = -1;

  /** Makes a call of thread 0 that must not wait and has no arguments; to be completed. */
  public static SharedCall of(SharedKind kind, String name, SharedOperation operation) {
    Objects.requireNonNull(name, "a shared object needs a name");
    return new SharedCall(kind, name, operation, 0, 0, 0, 0, null, null, null, null);
  }

  /** Returns this call with another thread. */
  public SharedCall by(long thread) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }

  /** Returns this call with another limit for waiting. */
  public SharedCall waiting(long waitNanos) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }

  /** Returns this call with a number. */
  public SharedCall number(long number) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }

  /** Returns this call with a number to compare with. */
  public SharedCall expecting(long expected) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }

  /** Returns this call with a key. */
  public SharedCall key(Json key) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }

  /** Returns this call with a value. */
  public SharedCall value(Json value) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }

  /** Returns this call with a value to compare with. */
  public SharedCall expecting(Json former) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }

  /** Returns this call with the name of a lock. */
  public SharedCall lock(String lock) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }
}
