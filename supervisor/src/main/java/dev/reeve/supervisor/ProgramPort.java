package dev.reeve.supervisor;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.supervisor.engine.SharedHost;
import dev.reeve.supervisor.shared.Member;
import dev.reeve.supervisor.shared.Reply;
import dev.reeve.worker.proxy.PendingReply;
import dev.reeve.worker.proxy.SharedPort;
import java.util.concurrent.atomic.AtomicLong;

/** How the embedding program's own threads reach the shared objects. */
final class ProgramPort implements SharedPort {
  private final SharedHost host;
  private final AtomicLong calls = new AtomicLong();

  ProgramPort(SharedHost host) {
    this.host = host;
  }

  @Override
  public RequestId send(SharedCall call, PendingReply reply) {
    RequestId id = RequestId.of(calls.incrementAndGet());
    host.call(Member.PROGRAM, id, call, new Told(reply));
    return id;
  }

  @Override
  public void cancel(RequestId request) {
    host.cancel(Member.PROGRAM, request);
  }

  private record Told(PendingReply reply) implements Reply {
    @Override
    public void succeeded(SharedResult result) {
      reply.succeeded(result);
    }

    @Override
    public void failed(RpcError error) {
      reply.failed(error);
    }
  }
}
