package dev.reeve.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The error of a response.
 *
 * @param code one of the constants here, or another code of JSON-RPC 2.0
 * @param message one line for people
 * @param data details; null if there are none
 */
public record RpcError(int code, String message, @Nullable ErrorData data) {

  /** JSON-RPC 2.0: the line is not JSON. */
  public static final int PARSE_ERROR = -32700;

  /** JSON-RPC 2.0: the line is JSON, but not a request. */
  public static final int INVALID_REQUEST = -32600;

  /** JSON-RPC 2.0: the method does not exist. */
  public static final int METHOD_NOT_FOUND = -32601;

  /** JSON-RPC 2.0: wrong parameters; also a handler that is not registered. */
  public static final int INVALID_PARAMS = -32602;

  /** JSON-RPC 2.0: a fault of the peer. */
  public static final int INTERNAL_ERROR = -32603;

  /** The handler threw. */
  public static final int HANDLER_FAILED = -32000;

  /** The handler's result has no JSON form, or is longer than a frame may be. */
  public static final int RESULT_NOT_WRITABLE = -32001;

  /**
   * {@code task/run} before {@code initialize}, a second {@code initialize}, or another protocol
   * version.
   */
  public static final int NOT_READY = -32002;

  /** An operation on a shared object is not possible; its data has a {@link SharedRefusal}. */
  public static final int SHARED_REFUSED = -32003;

  /** The hook that prepares the worker failed; the worker ends. */
  public static final int HOOK_FAILED = -32004;

  /** The request was cancelled before its handler was called. */
  public static final int CANCELLED = -32800;
}
