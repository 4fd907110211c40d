package dev.reeve.supervisor.engine;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.SharedCall;
import dev.reeve.supervisor.SupervisorLog;
import dev.reeve.supervisor.SupervisorLog.Level;
import dev.reeve.supervisor.shared.Member;
import dev.reeve.supervisor.shared.Reply;
import dev.reeve.supervisor.shared.SharedLimits;
import dev.reeve.supervisor.shared.SharedMemory;
import dev.reeve.supervisor.shared.SharedRoom;
import org.jspecify.annotations.Nullable;

/**
 * The shared objects of a run, which belong to the loop's thread as all its other state does. Most
 * runs have none, and then there is nothing here.
 */
final class SharedDesk implements SharedHost {
  private final int maxFrameBytes;
  private final EngineClock clock;
  private final SupervisorLog log;
  private @Nullable SharedRoom room;
  private @Nullable SharedMemory memory;
  private boolean finished;

  SharedDesk(PoolSettings settings, EngineClock clock, SupervisorLog log) {
    this.maxFrameBytes = settings.maxFrameBytes();
    this.clock = clock;
    this.log = log;
  }

  /** Says where shared memory is had from. */
  void use(SharedMemory found) {
    memory = found;
  }

  @Override
  public void call(Member member, RequestId id, SharedCall call, Reply reply) {
    SharedRoom made = room == null ? make() : room;
    made.call(member, id, call, reply, clock.nanos());
  }

  private SharedRoom make() {
    SharedLimits limits = SharedLimits.of(Runtime.getRuntime().maxMemory(), maxFrameBytes);
    SharedRoom made = new SharedRoom(limits, text -> log.log(Level.WARNING, text));
    if (memory != null) {
      made.use(memory);
    }
    if (finished) {
      finish(made);
    }
    room = made;
    return made;
  }

  @Override
  public void cancel(Member member, RequestId id) {
    if (room != null) {
      room.cancel(member, id, clock.nanos());
    }
  }

  @Override
  public void died(Member member) {
    if (room != null) {
      room.died(member, clock.nanos());
    }
  }

  /** Ends the waiting of all calls whose time has run out. */
  void tick(long now) {
    if (room != null) {
      room.tick(now);
    }
  }

  /** The smaller of {@code wait} and the nanoseconds until a call's time runs out. */
  long limit(long wait, long now) {
    return room == null ? wait : room.limit(wait, now);
  }

  /** Refuses all that waits, and all that comes. */
  void finish() {
    finished = true;
    if (room != null) {
      finish(room);
    }
  }

  private static void finish(SharedRoom ended) {
    ended.finish("the supervisor has ended");
  }
}
