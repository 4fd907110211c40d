package dev.reeve.shared.server;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.client.PendingReply;
import dev.reeve.shared.client.SharedPort;
import java.util.concurrent.atomic.AtomicLong;

/** Straight to a server, one call at a time: what a loop does for all workers. */
final class ServerPort implements SharedPort {
  private final SharedObjectServer server; // guarded by itself
  private final ClientProcess client;
  private final AtomicLong ids = new AtomicLong();

  ServerPort(SharedObjectServer server, ClientProcess client) {
    this.server = server;
    this.client = client;
  }

  @Override
  public RequestId send(SharedCall call, PendingReply reply) {
    RequestId id = RequestId.of(ids.incrementAndGet());
    synchronized (server) {
      server.call(client, id, call, told(reply), System.nanoTime());
    }
    return id;
  }

  private static Reply told(PendingReply reply) {
    return new Reply() {
      @Override
      public void succeeded(SharedResult result) {
        reply.succeeded(result);
      }

      @Override
      public void failed(RpcError error) {
        reply.failed(error);
      }
    };
  }

  @Override
  public void cancel(RequestId request) {
    synchronized (server) {
      server.cancel(client, request, System.nanoTime());
    }
  }
}
