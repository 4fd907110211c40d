package dev.reeve.supervisor.shared;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.worker.proxy.PendingReply;
import dev.reeve.worker.proxy.SharedPort;
import java.util.concurrent.atomic.AtomicLong;

/** Straight to a room, one call at a time: what a loop does for all workers. */
final class RoomPort implements SharedPort {
  private final SharedRoom room; // guarded by itself
  private final Member member;
  private final AtomicLong ids = new AtomicLong();

  RoomPort(SharedRoom room, Member member) {
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
