package dev.reeve.shared.server;

import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import org.jspecify.annotations.Nullable;

/**
 * A place where a number of threads meet, again and again. One that gives up or dies breaks it for
 * all, as those who wait would wait in vain.
 */
final class BarrierState extends SharedState {
  private final long parties;
  private final WaitQueue line = new WaitQueue(this);

  /** Why it is broken; null as long as it is not. */
  private @Nullable String broken;

  BarrierState(SharedCall open, WaitingCalls waiting) throws RefusedException {
    super(open, waiting);
    if (open.number() < 1) {
      throw misused("a barrier needs at least one party");
    }
    this.parties = open.number();
  }

  @Override
  SharedResult reopen(SharedCall open) throws RefusedException {
    return sameNumber(parties, open, "number of parties");
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    switch (call.call.operation()) {
      case AWAIT -> await(call);
      case RESET -> reset(call);
      case GET -> call.answer(SharedResult.of(broken == null ? 0 : 1));
      case SIZE -> call.answer(SharedResult.of(line.size()));
      default -> throw unknownOperation(call.call);
    }
  }

  private void await(WaitingCall call) throws RefusedException {
    if (broken != null) {
      throw new RefusedException(SharedRefusal.BROKEN, this + " is broken: " + broken);
    }
    if (line.size() + 1 < parties) {
      waiting.enter(call, line);
    } else {
      open(call);
    }
  }

  /** The first to come is told parties − 1, the last 0. */
  private void open(WaitingCall last) {
    long stillToCome = parties - 1;
    for (WaitingCall call : line.all()) {
      call.answer(SharedResult.of(stillToCome--));
    }
    last.answer(SharedResult.of(0));
  }

  private void reset(WaitingCall call) {
    if (!line.isEmpty()) {
      breakIt("it was reset");
    }
    broken = null;
    call.answer(SharedResult.DONE);
  }

  private void breakIt(String why) {
    broken = why;
    RpcError error = SharedRefusal.BROKEN.error(this + " is broken: " + why);
    line.all().forEach(call -> call.refuse(error));
  }

  @Override
  void gaveUp(WaitingCall call) {
    waiting.leave(call);
    breakIt(call.caller + " waits there no longer");
  }
}
