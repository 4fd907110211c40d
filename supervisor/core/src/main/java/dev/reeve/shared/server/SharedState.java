package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import org.jspecify.annotations.Nullable;

/** The state of one shared object. */
abstract class SharedState {
  final SharedKind kind;
  final String name;
  final WaitingCalls waiting;

  SharedState(SharedCall open, WaitingCalls waiting) {
    this.kind = open.kind();
    this.name = open.name();
    this.waiting = waiting;
  }

  /**
   * Answers the call, or lets it wait.
   *
   * @throws RefusedException if nothing of it was carried out
   */
  abstract void call(WaitingCall call) throws RefusedException;

  /** Answers a further {@code open}, or refuses it if it wants something else. */
  abstract SharedResult reopen(SharedCall open) throws RefusedException;

  /** The time of a call is up, or it must not wait at all. */
  void timedOut(WaitingCall call) {
    gaveUp(call);
    call.answer(SharedResult.NOT_DONE);
    stoppedWaiting();
  }

  /** A call shall wait no longer, for a reason that it is told. */
  void refuse(WaitingCall call, RpcError why) {
    gaveUp(call);
    call.refuse(why);
    stoppedWaiting();
  }

  /** A call will not be carried out: takes back what its waiting has changed. */
  void gaveUp(WaitingCall call) {}

  /** Calls that were given up have left their lines. */
  void stoppedWaiting() {}

  /** A process has died; its calls have been dropped before. */
  void died(ClientProcess member) {}

  /** Gives back what the budget was charged with; the object is not used any more. */
  void discarded() {}

  /** Nothing is taken on any more. */
  void finished() {}

  /** Such as {@code queue jobs}. */
  @Override
  public String toString() {
    return kind.wireName() + ' ' + name;
  }

  final RefusedException misused(String message) {
    return new RefusedException(SharedRefusal.MISUSED, message);
  }

  final RefusedException unknownOperation(SharedCall call) {
    return misused("a " + kind.wireName() + " has no operation " + call.operation().wireName());
  }

  /** Fails unless a further {@code open} names the same number as the first. */
  final SharedResult sameNumber(long number, SharedCall open, String what) throws RefusedException {
    if (open.number() != number) {
      throw misused(this + " has a " + what + " of " + number + ", not " + open.number());
    }
    return SharedResult.of(number);
  }

  /** The value of a call that can't be without one. */
  static Json valueOf(SharedCall call) throws RefusedException {
    return given(call.value(), "value", call);
  }

  /** The key of a call that can't be without one. */
  static Json keyOf(SharedCall call) throws RefusedException {
    return given(call.key(), "key", call);
  }

  static <T> T given(@Nullable T part, String what, SharedCall call) throws RefusedException {
    if (part == null) {
      throw new RefusedException(
          SharedRefusal.MISUSED, call.operation().wireName() + " needs a " + what);
    }
    return part;
  }
}
