package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit integer that wraps around. No operation waits, so processes that share its memory need
 * no calls.
 */
final class CounterState extends SharedState {
  private final MemoryAssignments assignments;
  private CounterValue value;
  private @Nullable CounterMemory memory;

  CounterState(SharedCall open, WaitingCalls waiting, MemoryAssignments assignments) {
    super(open, waiting);
    this.assignments = assignments;
    this.value = new CounterValue.InHeap(open.number());
  }

  /** Returns the present value: only the first {@code open} sets the initial one. */
  @Override
  SharedResult reopen(SharedCall open) {
    return SharedResult.of(value.get());
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    call.answer(result(call.request()));
  }

  private SharedResult result(SharedCall call) throws RefusedException {
    return switch (call.operation()) {
      case GET -> SharedResult.of(value.get());
      case ADD -> SharedResult.of(value.add(call.number()));
      case SET -> SharedResult.of(value.set(call.number()));
      case REPLACE -> replace(call.expected(), call.number());
      case DIRECT -> direct();
      default -> throw unknownOperation(call);
    };
  }

  private SharedResult replace(long expected, long number) {
    return value.replace(expected, number)
        ? SharedResult.DONE
        : new SharedResult(false, value.get(), null, false);
  }

  private SharedResult direct() {
    if (memory == null) {
      memory = assignments.createCounter(value.get());
      value = memory == null ? value : memory;
    }
    return memory == null ? SharedResult.NOT_DONE : SharedResult.of(Json.string(memory.path()));
  }

  @Override
  void discarded() {
    finished();
  }

  @Override
  void finished() {
    if (memory != null) {
      memory.end();
    }
  }
}
