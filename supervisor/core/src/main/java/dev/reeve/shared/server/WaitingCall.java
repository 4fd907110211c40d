package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedResult;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call, from its arrival to its answer; most are answered before they ever wait. */
final class WaitingCall {
  final ClientThread caller;
  final RequestId id;
  final SharedCall call;

  /** When it came, among all calls. */
  final long order;

  /** When it came, in monotonic nanoseconds. */
  final long arrival;

  private final Reply reply;
  private final WaitingCalls all;

  /** Where it waits; null as long as it does not. */
  @Nullable WaitQueue line;

  /** When its time runs out; means nothing without a limit. */
  long deadline;

  boolean hasDeadline;

  /** Whether its values count against what all objects may hold. */
  boolean isCharged;

  private boolean answered;

  WaitingCall(
      ClientThread caller,
      RequestId id,
      SharedCall call,
      long order,
      long arrival,
      Reply reply,
      WaitingCalls all) {
    this.caller = caller;
    this.id = id;
    this.call = call;
    this.order = order;
    this.arrival = arrival;
    this.reply = reply;
    this.all = all;
  }

  /** Whether nothing but its object can end its waiting. */
  boolean waitsEndlessly() {
    return line != null && !hasDeadline;
  }

  /** The value of a call that was checked to have one. */
  Json value() {
    return Objects.requireNonNull(call.value());
  }

  /** The values of a call that was checked to have them: one, or those of an array. */
  List<Json> values() {
    return call.operation() == SharedOperation.PUT_ALL ? value().elements() : List.of(value());
  }

  void answer(SharedResult result) {
    all.forget(this);
    answered = true;
    reply.succeeded(result);
  }

  void refuse(RpcError error) {
    all.forget(this);
    answered = true;
    reply.failed(error);
  }

  boolean isAnswered() {
    return answered;
  }

  /** A fault of Reeve's own has come between; does nothing once it is answered. */
  void failed(Throwable fault) {
    if (!answered) {
      refuse(new RpcError(RpcError.INTERNAL_ERROR, this.call.name() + ": " + fault, null));
    }
  }
}
