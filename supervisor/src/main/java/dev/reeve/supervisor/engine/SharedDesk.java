package dev.reeve.supervisor.engine;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.SharedCall;
import dev.reeve.supervisor.SupervisorLog;
import dev.reeve.supervisor.SupervisorLog.Level;
import dev.reeve.supervisor.shared.Member;
import dev.reeve.supervisor.shared.Reply;
import dev.reeve.supervisor.shared.SharedLimits;
import dev.reeve.supervisor.shared.SharedRoom;

/** The shared objects of a run, which belong to the loop's thread as all its other state does. */
final class SharedDesk implements SharedHost {
  private final SharedRoom room;
  private final EngineClock clock;

  SharedDesk(PoolSettings settings, EngineClock clock, SupervisorLog log) {
    SharedLimits limits =
        SharedLimits.of(Runtime.getRuntime().maxMemory(), settings.maxFrameBytes());
    this.room = new SharedRoom(limits, text -> log.log(Level.WARNING, text));
    this.clock = clock;
  }

  @Override
  public void call(Member member, RequestId id, SharedCall call, Reply reply) {
    room.call(member, id, call, reply, clock.nanos());
  }

  @Override
  public void cancel(Member member, RequestId id) {
    room.cancel(member, id, clock.nanos());
  }

  @Override
  public void died(Member member) {
    room.died(member, clock.nanos());
  }

  /** Says where the files of arrays in shared memory are to be. */
  void memoryIn(String folder) {
    room.memoryIn(folder);
  }

  /** Ends the waiting of all calls whose time has run out. */
  void tick(long now) {
    room.tick(now);
  }

  /** The smaller of {@code wait} and the nanoseconds until a call's time runs out. */
  long limit(long wait, long now) {
    return room.limit(wait, now);
  }

  /** Refuses all that waits, and all that comes. */
  void finish() {
    room.finish("the supervisor has ended");
  }
}
