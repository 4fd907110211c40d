package dev.reeve.protocol;

import org.jspecify.annotations.Nullable;

/** A line is no valid message. Carries what a JSON-RPC peer answers to it. */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient RpcError error;
  private final transient @Nullable RequestId id;
  private final boolean answerable;

  /**
   * An error that is answered.
   *
   * @param id of the offending request, where it could be read
   */
  public ProtocolException(int code, String message, @Nullable RequestId id) {
    this(code, message, id, true);
  }

  /**
   * An error.
   *
   * @param id of the offending request, where it could be read
   * @param answerable see {@link #isAnswerable()}
   */
  public ProtocolException(int code, String message, @Nullable RequestId id, boolean answerable) {
    super(message);
    this.error = new RpcError(code, message, null);
    this.id = id;
    this.answerable = answerable;
  }

  /** What to answer. */
  public RpcError error() {
    return error;
  }

  /**
   * Whether the sender waits for an answer. JSON-RPC forbids to answer a notification, even one
   * with an error in it, and a response.
   */
  public boolean isAnswerable() {
    return answerable;
  }

  /** The id to answer under; null where it could not be read. */
  public @Nullable RequestId id() {
    return id;
  }
}
