package dev.reeve.supervisor;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.client.PendingReply;
import dev.reeve.shared.client.SharedPort;
import dev.reeve.shared.server.ClientProcess;
import dev.reeve.shared.server.Reply;
import dev.reeve.shared.server.SharedCallHandler;
import java.util.concurrent.atomic.AtomicLong;

/** The port by which the embedding program's own threads call shared objects. */
final class ProgramSharedPort implements SharedPort {
  private final SharedCallHandler host;
  private final AtomicLong calls = new AtomicLong();

  ProgramSharedPort(SharedCallHandler host) {
    this.host = host;
  }

  @Override
  public RequestId send(SharedCall call, PendingReply reply) {
    RequestId id = RequestId.of(calls.incrementAndGet());
    host.call(ClientProcess.PROGRAM, id, call, new ReplyForwarder(reply));
    return id;
  }

  @Override
  public void cancel(RequestId request) {
    host.cancel(ClientProcess.PROGRAM, request);
  }

  private record ReplyForwarder(PendingReply reply) implements Reply {
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
