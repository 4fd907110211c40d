package dev.reeve.shared.server;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;

/** A flag that threads wait for. */
final class EventState extends SharedState {
  private final WaitQueue waitQueue = new WaitQueue(this);
  private boolean set;

  EventState(SharedCall open, WaitingCalls waiting) {
    super(open, waiting);
  }

  @Override
  SharedResult reopen(SharedCall open) {
    return SharedResult.DONE;
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    switch (call.request().operation()) {
      case SET -> set(call);
      case CLEAR -> clear(call);
      case GET -> call.answer(SharedResult.of(set ? 1 : 0));
      case AWAIT -> await(call);
      default -> throw unknownOperation(call.request());
    }
  }

  private void set(WaitingCall call) {
    set = true;
    call.answer(SharedResult.DONE);
    waitQueue.all().forEach(waiter -> waiter.answer(SharedResult.DONE));
  }

  private void clear(WaitingCall call) {
    set = false;
    call.answer(SharedResult.DONE);
  }

  private void await(WaitingCall call) throws RefusedException {
    if (set) {
      call.answer(SharedResult.DONE);
    } else {
      waiting().enter(call, waitQueue);
    }
  }
}
