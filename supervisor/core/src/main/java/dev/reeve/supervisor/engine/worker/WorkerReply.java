package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedResult;
import dev.reeve.protocol.ToWorker;
import dev.reeve.shared.server.Reply;

/** Sends the answer to a call of a shared object to the worker that called. */
final class WorkerReply implements Reply {
  private final WorkerOutbox outbox;
  private final RequestId id;
  private final MessageCodec codec;

  WorkerReply(WorkerOutbox outbox, RequestId id, MessageCodec codec) {
    this.outbox = outbox;
    this.id = id;
    this.codec = codec;
  }

  @Override
  public void succeeded(SharedResult result) {
    outbox.send(new ToWorker.Success(id, codec.write(result)));
  }

  @Override
  public void failed(RpcError error) {
    outbox.send(new ToWorker.Failure(id, error));
  }
}
