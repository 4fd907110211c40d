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

/** A call from its arrival to its answer. Most calls are answered without ever waiting. */
final class WaitingCall {
  private final ClientThread caller;
  private final RequestId id;
  private final SharedCall request;
  private final Reply reply;
  private final WaitingCalls all;
  private final long order;
  private final long arrival;

  /** The queue that the call waits in; null while it does not wait. */
  private @Nullable WaitQueue waitQueue;

  /** Monotonic nanoseconds; meaningless unless {@link #hasDeadline}. */
  private long deadline;

  private boolean hasDeadline;
  private boolean isCharged;
  private boolean isAnswered;
  private boolean isPart;

  /** Creates a call that arrives now: {@code all} gives it its time and its number. */
  WaitingCall(
      ClientThread caller, RequestId id, SharedCall request, Reply reply, WaitingCalls all) {
    this.caller = caller;
    this.id = id;
    this.request = request;
    this.reply = reply;
    this.all = all;
    this.order = all.nextOrder();
    this.arrival = all.now();
  }

  /** Returns a part of this call: a call of one object, which arrives with it. */
  WaitingCall part(SharedCall partRequest, Reply partReply) {
    WaitingCall part = new WaitingCall(caller, id, partRequest, partReply, all);
    part.isPart = true;
    return part;
  }

  /** Returns what tells the call from others of its process; an id belongs to the whole call. */
  Object key() {
    return isPart ? this : id;
  }

  ClientThread caller() {
    return caller;
  }

  RequestId id() {
    return id;
  }

  SharedCall request() {
    return request;
  }

  /** Returns the call's number in the order of arrival, among all calls. */
  long order() {
    return order;
  }

  @Nullable WaitQueue waitQueue() {
    return waitQueue;
  }

  /** Returns the object that the call waits for; null while it does not wait. */
  @Nullable SharedState owner() {
    WaitQueue queue = waitQueue;
    return queue == null ? null : queue.owner();
  }

  boolean isWaiting() {
    return waitQueue != null;
  }

  /** Returns true if only the object can end the wait, as there is no time limit. */
  boolean waitsEndlessly() {
    return isWaiting() && !hasDeadline;
  }

  /** Records the queue that the call waits in from now on; null if it waits no more. */
  void setWaitQueue(@Nullable WaitQueue queue) {
    waitQueue = queue;
  }

  boolean hasDeadline() {
    return hasDeadline;
  }

  /** Returns the end of the time limit in monotonic nanoseconds. The call must have one. */
  long deadline() {
    return deadline;
  }

  /** Limits the wait to a time counted from the call's arrival. */
  void limitWait(long nanos) {
    deadline = arrival + nanos;
    hasDeadline = true;
  }

  void removeDeadline() {
    hasDeadline = false;
  }

  /** Returns the value of a call that has been checked to have one. */
  Json value() {
    return Objects.requireNonNull(request.value());
  }

  /** Returns the values of a call that has been checked to have them: one, or an array's. */
  List<Json> values() {
    return request.operation() == SharedOperation.PUT_ALL ? value().elements() : List.of(value());
  }

  /** Takes the space for the values from the budget. */
  void charge(MemoryBudget budget) throws RefusedException {
    budget.take(values());
    isCharged = true;
  }

  /** Ends the charge: the budget gets back the space for the values that were not stored. */
  void settleCharge(MemoryBudget budget, List<Json> notStored) {
    isCharged = false;
    budget.giveBack(notStored);
  }

  /** Gives all values' space back to the budget. Does nothing if none was taken. */
  void refund(MemoryBudget budget) {
    if (isCharged) {
      settleCharge(budget, values());
    }
  }

  void answer(SharedResult result) {
    all.forget(this);
    isAnswered = true;
    reply.succeeded(result);
  }

  void refuse(RpcError error) {
    all.forget(this);
    isAnswered = true;
    reply.failed(error);
  }

  boolean isAnswered() {
    return isAnswered;
  }

  /** Answers the call with an internal error of Reeve. Does nothing if it has been answered. */
  void failed(Throwable fault) {
    if (!isAnswered) {
      refuse(new RpcError(RpcError.INTERNAL_ERROR, request.name() + ": " + fault, null));
    }
  }
}
