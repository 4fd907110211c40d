package dev.reeve.protocol;

import org.jspecify.annotations.Nullable;

/** A line is no valid message. Carries what a JSON-RPC peer answers to it. */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient RpcError error;
  private final transient @Nullable RequestId id;

  /**
   * @param id of the offending request, where it could be read
   */
  public ProtocolException(int code, String message, @Nullable RequestId id) {
    super(message);
    this.error = new RpcError(code, message, null);
    this.id = id;
  }

  /** What to answer. */
  public RpcError error() {
    return error;
  }

  /** The id to answer under; null where it could not be read. */
  public @Nullable RequestId id() {
    return id;
  }
}
