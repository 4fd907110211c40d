package dev.reeve.shared.client;

import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.shared.ClosedException;
import dev.reeve.shared.DeadlockException;
import dev.reeve.shared.SharedObjectException;

/** The exceptions that stand for refused calls. */
final class SharedErrors {
  private SharedErrors() {}

  static RuntimeException of(RpcError error) {
    SharedRefusal refusal = SharedRefusal.of(error);
    String message = error.message();
    if (refusal == null) {
      return new SharedObjectException(message + adviceFor(error));
    }
    return switch (refusal) {
      case CLOSED -> new ClosedException(message);
      case DEADLOCK -> new DeadlockException(message);
      case NOT_HOLDER -> new IllegalMonitorStateException(message);
      case MISUSED -> new IllegalArgumentException(message);
      case OUT_OF_BOUNDS -> new IndexOutOfBoundsException(message);
      case BROKEN -> new BrokenException(message);
      case DISCARDED, LIMIT, CANCELLED, FINISHED -> new SharedObjectException(message);
    };
  }

  /** Every parameter that this client sends is known to a supervisor of its version. */
  private static String adviceFor(RpcError error) {
    return error.code() == RpcError.INVALID_PARAMS
        ? "; the supervisor is of an older version than this worker: let both have the same"
        : "";
  }

  static boolean isCancelled(RpcError error) {
    return SharedRefusal.of(error) == SharedRefusal.CANCELLED;
  }

  /** Signal of a broken barrier, which {@link BarrierProxy} turns into a checked exception. */
  static final class BrokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenException(String message) {
      super(message);
    }
  }
}
