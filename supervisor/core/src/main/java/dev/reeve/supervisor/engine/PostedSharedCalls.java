package dev.reeve.supervisor.engine;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.shared.server.ClientProcess;
import dev.reeve.shared.server.Reply;
import dev.reeve.shared.server.SharedCallHandler;

/** The shared objects of a loop, as other threads use them: every call is posted to the loop. */
final class PostedSharedCalls implements SharedCallHandler {
  private final Inbox inbox;

  PostedSharedCalls(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public void call(ClientProcess client, RequestId id, SharedCall call, Reply reply) {
    if (!post(new SharedObjectEvent.Called(client, id, call, reply))) {
      reply.failed(SharedRefusal.FINISHED.error("the supervisor has ended"));
    }
  }

  @Override
  public void cancel(ClientProcess client, RequestId id) {
    post(new SharedObjectEvent.CallCancelled(client, id));
  }

  @Override
  public void died(ClientProcess client) {
    post(new SharedObjectEvent.ClientDied(client));
  }

  private boolean post(SharedObjectEvent event) {
    return inbox.post(new EngineEvent.AboutSharedObjects(event));
  }
}
