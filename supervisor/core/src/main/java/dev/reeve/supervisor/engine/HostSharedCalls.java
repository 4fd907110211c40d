package dev.reeve.supervisor.engine;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.server.ClientProcess;
import dev.reeve.shared.server.Reply;
import dev.reeve.shared.server.SharedCallHandler;
import java.util.function.Predicate;

/** Shared objects that are another loop's: what they answer comes back as events of this one. */
final class HostSharedCalls implements SharedCallHandler {
  private final SharedCallHandler elsewhere;
  private final int firstSlot;
  private final Predicate<Runnable> loop;

  /**
   * @param firstSlot number by which the other loop knows the worker in slot 0 of this one
   * @param loop posts an event; false once it takes none any more
   */
  HostSharedCalls(SharedCallHandler elsewhere, int firstSlot, Predicate<Runnable> loop) {
    this.elsewhere = elsewhere;
    this.firstSlot = firstSlot;
    this.loop = loop;
  }

  @Override
  public void call(ClientProcess member, RequestId id, SharedCall call, Reply reply) {
    elsewhere.call(there(member), id, call, new Returned(reply));
  }

  @Override
  public void cancel(ClientProcess member, RequestId id) {
    elsewhere.cancel(there(member), id);
  }

  @Override
  public void died(ClientProcess member) {
    elsewhere.died(there(member));
  }

  private ClientProcess there(ClientProcess here) {
    return new ClientProcess(firstSlot + here.slot(), here.generation());
  }

  /** An answer that comes when this loop has ended is for nobody. */
  private final class Returned implements Reply {
    private final Reply reply;

    Returned(Reply reply) {
      this.reply = reply;
    }

    @Override
    public void succeeded(SharedResult result) {
      boolean unused = loop.test(() -> reply.succeeded(result));
    }

    @Override
    public void failed(RpcError error) {
      boolean unused = loop.test(() -> reply.failed(error));
    }
  }
}
