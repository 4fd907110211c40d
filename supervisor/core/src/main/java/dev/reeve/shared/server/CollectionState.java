package dev.reeve.shared.server;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;

/** The state of an object that holds any number of values and has no settings. */
abstract class CollectionState extends SharedState {
  private final MemoryBudget budget;
  private final MultiValueResults results;

  CollectionState(
      SharedCall open, WaitingCalls waiting, MemoryBudget budget, MultiValueResults results) {
    super(open, waiting);
    this.budget = budget;
    this.results = results;
  }

  final MemoryBudget budget() {
    return budget;
  }

  final MultiValueResults results() {
    return results;
  }

  @Override
  final SharedResult reopen(SharedCall open) {
    return SharedResult.DONE;
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    call.answer(result(call.request()));
  }

  /** Carries out a call that does not wait. */
  abstract SharedResult result(SharedCall call) throws RefusedException;

  /** Removes all values and gives their space back. */
  abstract void removeAll();

  final SharedResult clear() {
    removeAll();
    return SharedResult.DONE;
  }

  @Override
  void discarded() {
    removeAll();
  }
}
