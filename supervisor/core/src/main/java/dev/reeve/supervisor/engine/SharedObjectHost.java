package dev.reeve.supervisor.engine;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.SharedCall;
import dev.reeve.shared.server.ClientProcess;
import dev.reeve.shared.server.Reply;
import dev.reeve.shared.server.SharedCallHandler;
import dev.reeve.shared.server.SharedLimits;
import dev.reeve.shared.server.SharedMemory;
import dev.reeve.shared.server.SharedObjectServer;
import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The shared objects of a run, which belong to the loop's thread as all its other state does. Most
 * runs have none, and then there is nothing here.
 */
final class SharedObjectHost implements SharedCallHandler, SharedObjectEvent.Handler {
  private static final String NOBODY_LEFT =
      "the run has stopped, and no worker is left that could end this wait: ";

  private final int maxFrameBytes;
  private final EngineClock clock;
  private final SupervisorLog log;
  private @Nullable SharedObjectServer server;
  private @Nullable SharedMemory memory;

  /** Why there will be no worker any more; null as long as there may be one. */
  private @Nullable String forsaken;

  /** Other loops whose workers use these. */
  private int guests;

  private boolean finished;

  SharedObjectHost(PoolSettings settings, EngineClock clock, SupervisorLog log) {
    this.maxFrameBytes = settings.maxFrameBytes();
    this.clock = clock;
    this.log = log;
  }

  @Override
  public void called(SharedObjectEvent.Called event) {
    call(event.client(), event.id(), event.call(), event.reply());
  }

  @Override
  public void callCancelled(SharedObjectEvent.CallCancelled event) {
    cancel(event.client(), event.id());
  }

  @Override
  public void clientDied(SharedObjectEvent.ClientDied event) {
    died(event.client());
  }

  @Override
  public void memoryOffered(SharedObjectEvent.MemoryOffered event) {
    memory = event.memory();
  }

  @Override
  public void guestArrived(SharedObjectEvent.GuestArrived event) {
    guests++;
    forsake(null);
  }

  @Override
  public void guestLeft(SharedObjectEvent.GuestLeft event) {
    guests--;
  }

  @Override
  public void call(ClientProcess client, RequestId id, SharedCall call, Reply reply) {
    SharedObjectServer made = server == null ? make() : server;
    made.call(client, id, call, reply, clock.nanos());
  }

  private SharedObjectServer make() {
    SharedLimits limits = SharedLimits.of(Runtime.getRuntime().maxMemory(), maxFrameBytes);
    SharedObjectServer made = new SharedObjectServer(limits, text -> log.log(Level.WARNING, text));
    if (memory != null) {
      made.use(memory);
    }
    made.refuseEndlessWaits(told());
    if (finished) {
      finish(made);
    }
    server = made;
    return made;
  }

  @Override
  public void cancel(ClientProcess client, RequestId id) {
    if (server != null) {
      server.cancel(client, id, clock.nanos());
    }
  }

  @Override
  public void died(ClientProcess client) {
    if (server != null) {
      server.died(client, clock.nanos());
    }
  }

  /** Ends the waiting of all calls whose time has run out. */
  void tick(long now) {
    if (server != null) {
      server.tick(now);
    }
  }

  /** The smaller of {@code wait} and the nanoseconds until a call's time runs out. */
  long limit(long wait, long now) {
    return server == null ? wait : server.limit(wait, now);
  }

  /**
   * Says whether there will be no worker of this run any more: without guests a program would wait
   * in vain then.
   *
   * @param why the run has stopped; null if it has not
   */
  void forsake(@Nullable String why) {
    String reason = guests > 0 ? null : why;
    if (!Objects.equals(reason, forsaken)) {
      forsaken = reason;
      if (server != null) {
        server.refuseEndlessWaits(told());
      }
    }
  }

  private @Nullable String told() {
    return forsaken == null ? null : NOBODY_LEFT + forsaken;
  }

  /** Refuses all that waits, and all that comes. */
  void finish() {
    finished = true;
    if (server != null) {
      finish(server);
    }
  }

  private static void finish(SharedObjectServer ended) {
    ended.finish("the supervisor has ended");
  }
}
