package dev.reeve.shared.server;

import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedResult;

/**
 * Where the answer to a call goes: exactly one, at once or later. Must neither block nor call the
 * room.
 */
public interface Reply {

  /** The call was carried out, or its time ran out: see {@link SharedResult#done()}. */
  void succeeded(SharedResult result);

  /** The call was refused. */
  void failed(RpcError error);
}
