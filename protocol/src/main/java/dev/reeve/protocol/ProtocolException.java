package dev.reeve.protocol;

import org.jspecify.annotations.Nullable;

/** A line that is not a valid message, with the error that a JSON-RPC peer answers. */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient RpcError error;
  private final transient @Nullable RequestId id;
  private final boolean answerable;

  /**
   * Makes an error that is answered.
   *
   * @param id of the invalid request; null if it could not be read
   */
  public ProtocolException(int code, String message, @Nullable RequestId id) {
    this(code, message, id, true);
  }

  /**
   * Makes an error.
   *
   * @param id of the invalid request; null if it could not be read
   * @param answerable see {@link #isAnswerable()}
   */
  public ProtocolException(int code, String message, @Nullable RequestId id, boolean answerable) {
    super(message);
    this.error = new RpcError(code, message, null);
    this.id = id;
    this.answerable = answerable;
  }

  /** Returns the error to answer. */
  public RpcError error() {
    return error;
  }

  /**
   * Returns whether the sender waits for an answer. JSON-RPC forbids answers to responses and to
   * notifications, even to those with an error in them.
   */
  public boolean isAnswerable() {
    return answerable;
  }

  /** Returns the id for the answer; null if it could not be read. */
  public @Nullable RequestId id() {
    return id;
  }
}
