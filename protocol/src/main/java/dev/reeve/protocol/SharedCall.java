package dev.reeve.protocol;

import dev.reeve.json.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One operation on one shared object. What {@code number}, {@code expected}, {@code key}, {@code
 * value} and {@code former} mean depends on the operation; most have no need of most.
 *
 * @param kind what the object is
 * @param name its name, unique among the objects of all kinds
 * @param operation what is done with it
 * @param thread the calling thread, as its process numbers its threads
 * @param waitNanos how long the call may wait, in nanoseconds: 0 for not at all, −1 for as long as
 *     it takes
 * @param number an amount, an index, a capacity and the like
 * @param expected the number that a comparison wants
 * @param key of a map
 * @param value what is put, sent or set
 * @param former the value that a comparison wants
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

  /** Stands for a call that may wait as long as it takes. */
  public static final long NO_LIMIT = -1;

  /** A call of thread 0 that does not wait and takes nothing; to be filled in. */
  public static SharedCall of(SharedKind kind, String name, SharedOperation operation) {
    Objects.requireNonNull(name, "a shared object needs a name");
    return new SharedCall(kind, name, operation, 0, 0, 0, 0, null, null, null, null);
  }

  /** The same call from another thread. */
  public SharedCall by(long thread) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }

  /** The same call with another limit of its waiting. */
  public SharedCall waiting(long waitNanos) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }

  /** The same call with a number. */
  public SharedCall number(long number) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }

  /** The same call with a number to compare with. */
  public SharedCall expecting(long expected) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }

  /** The same call with a key. */
  public SharedCall key(Json key) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }

  /** The same call with a value. */
  public SharedCall value(Json value) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }

  /** The same call with a value to compare with. */
  public SharedCall expecting(Json former) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }

  /** The same call with the name of a lock. */
  public SharedCall lock(String lock) {
    return new SharedCall(
        kind, name, operation, thread, waitNanos, number, expected, key, value, former, lock);
  }
}
