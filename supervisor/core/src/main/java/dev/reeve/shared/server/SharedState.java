package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import dev.reeve.text.Quote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of one shared object. */
abstract class SharedState {
  private final SharedKind kind;
  private final String name;
  private final WaitingCalls waiting;
  private final ValueTypes types = new ValueTypes();

  SharedState(SharedCall open, WaitingCalls waiting) {
    this.kind = open.kind();
    this.name = open.name();
    this.waiting = waiting;
  }

  final SharedKind kind() {
    return kind;
  }

  final String name() {
    return name;
  }

  final WaitingCalls waiting() {
    return waiting;
  }

  /**
   * Answers the call or makes it wait.
   *
   * @throws RefusedException if no part of the call was carried out
   */
  abstract void call(WaitingCall call) throws RefusedException;

  /** Refuses an {@code open} that names other types of values than an earlier one. */
  final void requireTypes(SharedCall open) throws RefusedException {
    String problem = types.problem(open);
    if (problem != null) {
      throw misused(this + " " + problem);
    }
  }

  /** Answers every {@code open}; refuses one whose settings differ from the first. */
  abstract SharedResult reopen(SharedCall open) throws RefusedException;

  /** Returns whether calls that wait for {@code state} wait for this object or a part of it. */
  boolean isWaitedForAt(SharedState state) {
    return state == this;
  }

  /** Ends the wait of a call whose time limit has passed. */
  void timedOut(WaitingCall call) {
    withdraw(call);
    call.answer(SharedResult.NOT_DONE);
    callsWithdrawn();
  }

  /** Ends the wait of a call with an error. */
  void refuse(WaitingCall call, RpcError why) {
    withdraw(call);
    call.refuse(why);
    callsWithdrawn();
  }

  /** Undoes the effects of a waiting call that will not be carried out. */
  void withdraw(WaitingCall call) {}

  /** Serves calls that can go on now, after others have been withdrawn and answered. */
  void callsWithdrawn() {}

  /** Releases all that a dead process held. Its calls have already been dropped. */
  void died(ClientProcess client) {}

  /** Gives all space back to the budget. The object is not used after that. */
  void discarded() {}

  /** Ends direct use of the object by processes, as the server has finished. */
  void finished() {}

  /** Returns the kind and the name, for example {@code queue jobs}. */
  @Override
  public String toString() {
    return kind.wireName() + ' ' + Quote.text(name);
  }

  final RefusedException misused(String message) {
    return new RefusedException(SharedRefusal.MISUSED, message);
  }

  final RefusedException unknownOperation(SharedCall call) {
    return misused("a " + kind.wireName() + " has no operation " + call.operation().wireName());
  }

  /** Answers a further {@code open}; refuses it unless its number equals the first one's. */
  final SharedResult sameNumber(long number, SharedCall open, String what) throws RefusedException {
    if (open.number() != number) {
      throw misused(this + " has a " + what + " of " + number + ", not " + open.number());
    }
    return SharedResult.of(number);
  }

  /** Returns the call's value; refuses a call without one. */
  static Json valueOf(SharedCall call) throws RefusedException {
    return given(call.value(), "value", call);
  }

  /** Returns the call's key; refuses a call without one. */
  static Json keyOf(SharedCall call) throws RefusedException {
    return given(call.key(), "key", call);
  }

  /** Returns the elements of the call's value; refuses a call whose value is no array. */
  static List<Json> elementsOf(SharedCall call) throws RefusedException {
    try {
      return valueOf(call).elements();
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          SharedRefusal.MISUSED, call.operation().wireName() + " needs an array");
    }
  }

  /** Returns the result of an operation that was done on a condition. */
  static SharedResult doneIf(boolean done) {
    return done ? SharedResult.DONE : SharedResult.NOT_DONE;
  }

  /** Returns {@code part}; refuses the call if it is null. */
  static <T> T given(@Nullable T part, String what, SharedCall call) throws RefusedException {
    if (part == null) {
      throw new RefusedException(
          SharedRefusal.MISUSED, call.operation().wireName() + " needs a " + what);
    }
    return part;
  }
}
