package dev.reeve.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reasons to refuse an operation on a shared object: the {@code type} in an error's data. */
public enum SharedRefusal {
  /** The object is closed, or the other end of a pipe is. */
  CLOSED("Closed"),
  /** The object was discarded while the call waited. */
  DISCARDED("Discarded"),
  /** The calling thread does not hold the lock. */
  NOT_HOLDER("NotHolder"),
  /** Waiting would close a circle of waiting calls, which would never end. */
  DEADLOCK("Deadlock"),
  /** The barrier is broken. */
  BROKEN("BrokenBarrier"),
  /** The object has another kind or size, or does not take the operation or a number. */
  MISUSED("Misused"),
  /** No element has this index. */
  OUT_OF_BOUNDS("OutOfBounds"),
  /** The objects hold as much as they may, or the answer would be longer than a frame may be. */
  LIMIT("LimitReached"),
  /** The call was cancelled. */
  CANCELLED("Cancelled"),
  /** The supervisor ends. */
  FINISHED("Finished");

  private final String type;

  SharedRefusal(String type) {
    this.type = type;
  }

  /** Makes the error with this reason. */
  public RpcError error(String message) {
    int code = this == CANCELLED ? RpcError.CANCELLED : RpcError.SHARED_REFUSED;
    return new RpcError(
        code, message, new ErrorData(type, message, null, List.of(), false, null, null, null));
  }

  /** Returns the reason of an error; null if it is not about a shared object. */
  public static @Nullable SharedRefusal of(RpcError error) {
    if (error.code() == RpcError.CANCELLED) {
      return CANCELLED;
    }
    ErrorData data = error.data();
    return data == null || error.code() != RpcError.SHARED_REFUSED ? null : ofType(data.type());
  }

  private static @Nullable SharedRefusal ofType(String type) {
    for (SharedRefusal refusal : values()) {
      if (refusal.type.equals(type)) {
        return refusal;
      }
    }
    return null;
  }
}
