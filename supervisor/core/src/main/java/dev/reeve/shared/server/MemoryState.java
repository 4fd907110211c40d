package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;

/** An array in shared memory. The supervisor knows its path and length, not its elements. */
final class MemoryState extends SharedState {
  private final long length;
  private final Json path;

  MemoryState(SharedCall open, WaitingCalls waiting, Json path) throws RefusedException {
    super(open, waiting);
    if (open.number() < 1) {
      throw misused("an array in shared memory must have at least 1 element");
    }
    this.length = open.number();
    this.path = path;
  }

  @Override
  SharedResult reopen(SharedCall open) throws RefusedException {
    sameNumber(length, open, "length");
    return location();
  }

  SharedResult location() {
    return new SharedResult(true, length, path, false);
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    throw unknownOperation(call.request());
  }
}
