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
  private final int firstSlot;
  private final Inbox guest;

  /**
   * @param firstSlot number by which the host knows the worker in slot 0 of the guest
   */
  HostSharedCalls(SharedCallHandler host, int firstSlot, Inbox guest) {
    this.host = host;
    this.firstSlot = firstSlot;
    this.guest = guest;
  }

  @Override
  public void call(ClientProcess client, RequestId id, SharedCall call, Reply reply) {
    host.call(atHost(client), id, call, new PostedReply(reply, guest));
  }

  @Override
  public void cancel(ClientProcess client, RequestId id) {
    host.cancel(atHost(client), id);
  }

  @Override
  public void died(ClientProcess client) {
    host.died(atHost(client));
  }

  private ClientProcess atHost(ClientProcess client) {
    return new ClientProcess(firstSlot + client.slot(), client.generation());
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
