package dev.reeve.supervisor.engine;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.shared.server.ClientProcess;
import dev.reeve.shared.server.Reply;
import dev.reeve.shared.server.SharedCallHandler;
import java.util.function.Predicate;

/** The shared objects of a loop for other threads: what they want is posted to it. */
final class PostedSharedCalls implements SharedCallHandler {
  private final SharedCallHandler desk;
  private final Predicate<Runnable> loop;

  /**
   * @param loop posts an event; false once it takes none any more
   */
  PostedSharedCalls(SharedCallHandler desk, Predicate<Runnable> loop) {
    this.desk = desk;
    this.loop = loop;
  }

  @Override
  public void call(ClientProcess member, RequestId id, SharedCall call, Reply reply) {
    if (!loop.test(() -> desk.call(member, id, call, reply))) {
      reply.failed(SharedRefusal.FINISHED.error("the supervisor has ended"));
    }
  }

  @Override
  public void cancel(ClientProcess member, RequestId id) {
    boolean unused = loop.test(() -> desk.cancel(member, id));
  }

  @Override
  public void died(ClientProcess member) {
    boolean unused = loop.test(() -> desk.died(member));
  }
}
