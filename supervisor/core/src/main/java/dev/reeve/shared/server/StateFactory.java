package dev.reeve.shared.server;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.text.Quote;
import java.util.Map;

/** The factory of shared objects that are opened for the first time. */
final class StateFactory {
  private final WaitingCalls waiting;
  private final MemoryBudget budget;
  private final MultiValueResults results;
  private final DeadlockSearch deadlocks;
  private final MemoryAssignments assignments = new MemoryAssignments();

  StateFactory(
      WaitingCalls waiting,
      MemoryBudget budget,
      MultiValueResults results,
      DeadlockSearch deadlocks) {
    this.waiting = waiting;
    this.budget = budget;
    this.results = results;
    this.deadlocks = deadlocks;
  }

  void use(SharedMemory memory) {
    assignments.use(memory);
  }

  SharedState make(SharedCall open, Map<String, SharedState> others) throws RefusedException {
    return switch (open.kind()) {
      case QUEUE, STACK, PRIORITY_QUEUE ->
          new QueueState(open, waiting, budget, results, assignments);
      case MAP -> new MapState(open, waiting, budget, results, deadlocks);
      case LIST -> new ListState(open, waiting, budget, results);
      case SET -> new SetState(open, waiting, budget, results);
      case COUNTER -> new CounterState(open, waiting, assignments);
      case LOCK -> new LockState(open, waiting, deadlocks);
      case SEMAPHORE, BOUNDED_SEMAPHORE -> new SemaphoreState(open, waiting, deadlocks);
      case CONDITION -> new ConditionState(open, waiting, lockOf(open, others));
      case EVENT -> new EventState(open, waiting);
      case BARRIER -> new BarrierState(open, waiting);
      case PIPE -> new PipeState(open, waiting, budget);
      case BYTES, INTS, LONGS, DOUBLES -> new MemoryState(open, waiting, assignments.arrayPath());
    };
  }

  private static LockState lockOf(SharedCall open, Map<String, SharedState> others)
      throws RefusedException {
    String name = SharedState.given(open.lock(), "lock", open);
    if (others.get(name) instanceof LockState lock) {
      return lock;
    }
    throw new RefusedException(
        SharedRefusal.MISUSED, "there is no lock " + Quote.text(name) + ": open it first");
  }
}
