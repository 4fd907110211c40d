package dev.reeve.supervisor.engine;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.server.ClientProcess;
import dev.reeve.shared.server.Reply;
import dev.reeve.shared.server.SharedCallHandler;

/**
 * The shared objects of a host loop, as a guest's workers use them. Answers come back as events.
 */
final class HostSharedCalls implements SharedCallHandler {
  private final SharedCallHandler host;
  private final Inbox guest;

  HostSharedCalls(SharedCallHandler host, Inbox guest) {
    this.host = host;
    this.guest = guest;
  }

  @Override
  public void call(ClientProcess client, RequestId id, SharedCall call, Reply reply) {
    host.call(client, id, call, new PostedReply(reply, guest));
  }

  @Override
  public void cancel(ClientProcess client, RequestId id) {
    host.cancel(client, id);
  }

  @Override
  public void died(ClientProcess client) {
    host.died(client);
  }

  /** Posts the host's answer to the guest, which drops it if it has ended. */
  private record PostedReply(Reply reply, Inbox guest) implements Reply {
    @Override
    public void succeeded(SharedResult result) {
      guest.post(new EngineEvent.HostCallSucceeded(result, reply));
    }

    @Override
    public void failed(RpcError error) {
      guest.post(new EngineEvent.HostCallFailed(error, reply));
    }
  }
}
