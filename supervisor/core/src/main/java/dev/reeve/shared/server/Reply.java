package dev.reeve.shared.server;

import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedResult;

/**
 * The receiver of the answer to a call: exactly one, at once or later. Implementations must neither
 * block nor call {@link SharedObjectServer}.
 */
public interface Reply {

  /** Receives the result of a call. A wait that timed out has {@link SharedResult#done()} false. */
  void succeeded(SharedResult result);

  /** Receives the reason why a call was refused. */
  void failed(RpcError error);
}
