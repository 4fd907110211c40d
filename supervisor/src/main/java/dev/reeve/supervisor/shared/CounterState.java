package dev.reeve.supervisor.shared;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;

/** A whole number of 64 bits, which wraps around. Nothing waits here. */
final class CounterState extends SharedState {
  private long value;

  CounterState(SharedCall open, WaitingCalls waiting) {
    super(open, waiting);
    this.value = open.number();
  }

  /** Whoever comes first chooses the value to begin with. */
  @Override
  SharedResult reopen(SharedCall open) {
    return SharedResult.of(value);
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    call.answer(result(call.call));
  }

  private SharedResult result(SharedCall call) throws RefusedException {
    return switch (call.operation()) {
      case GET -> SharedResult.of(value);
      case ADD -> SharedResult.of(value += call.number());
      case SET -> set(call.number());
      case REPLACE -> replace(call.expected(), call.number());
      default -> throw unknownOperation(call);
    };
  }

  private SharedResult set(long number) {
    long before = value;
    value = number;
    return SharedResult.of(before);
  }

  private SharedResult replace(long expected, long number) {
    if (value != expected) {
      return new SharedResult(false, value, null, false);
    }
    value = number;
    return SharedResult.DONE;
  }
}
