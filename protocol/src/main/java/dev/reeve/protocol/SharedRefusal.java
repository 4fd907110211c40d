package dev.reeve.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why an operation on a shared object is refused: the {@code type} in the data of its error. */
public enum SharedRefusal {
  /** The object was closed, or the other end of a pipe was. */
  CLOSED("Closed"),
  /** The object was discarded while the call waited. */
  DISCARDED("Discarded"),
  /** The caller does not hold the lock. */
  NOT_HOLDER("NotHolder"),
  /** To wait would close a circle of waiting that no one could end. */
  DEADLOCK("Deadlock"),
  /** The barrier is broken. */
  BROKEN("BrokenBarrier"),
  /** The object is of another kind or size, or the operation or a number does not suit it. */
  MISUSED("Misused"),
  /** There is no element with this index. */
  OUT_OF_BOUNDS("OutOfBounds"),
  /** The objects hold as much as they may, or the answer would be longer than a line may be. */
  LIMIT("LimitReached"),
  /** The call was cancelled. */
  CANCELLED("Cancelled"),
  /** The supervisor ends. */
  FINISHED("Finished");

  private final String type;

  SharedRefusal(String type) {
    this.type = type;
  }

  /** The error that tells so. */
  public RpcError error(String message) {
    int code = this == CANCELLED ? RpcError.CANCELLED : RpcError.SHARED_REFUSED;
    return new RpcError(
        code, message, new ErrorData(type, message, null, List.of(), false, null, null, null));
  }

  /** What an error says; null if it is not about a shared object. */
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
