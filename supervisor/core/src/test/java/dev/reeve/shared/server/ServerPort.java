package dev.reeve.shared.server;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.client.PendingReply;
import dev.reeve.shared.client.SharedPort;
import java.util.concurrent.atomic.AtomicLong;

/** Straight to a room, one call at a time: what a loop does for all workers. */
final class ServerPort implements SharedPort {
  private final SharedObjectServer room; // guarded by itself
  private final ClientProcess member;
  private final AtomicLong ids = new AtomicLong();

  ServerPort(SharedObjectServer room, ClientProcess member) {
    this.room = room;
    this.member = member;
  }

  @Override
  public RequestId send(SharedCall call, PendingReply reply) {
    RequestId id = RequestId.of(ids.incrementAndGet());
    synchronized (room) {
      room.call(member, id, call, told(reply), System.nanoTime());
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
    synchronized (room) {
      room.cancel(member, request, System.nanoTime());
    }
  }
}
