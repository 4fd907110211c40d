package dev.reeve.shared.server;

import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import dev.reeve.text.Quote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shared objects of one server by name, from their first {@code open} to their end. */
final class ObjectTable {
  private final int most;
  private final MemoryBudget budget;
  private final WaitingCalls waiting;
  private final StateFactory factory;
  private final Map<String, SharedState> objects = new LinkedHashMap<>();

  /**
   * Makes a table without objects.
   *
   * @param most limit of the number of objects
   */
  ObjectTable(int most, MemoryBudget budget, WaitingCalls waiting, StateFactory factory) {
    this.most = most;
    this.budget = budget;
    this.waiting = waiting;
    this.factory = factory;
  }

  /** Returns an object that has been opened; refuses a call of any other. */
  SharedState find(SharedKind kind, String name) throws RefusedException {
    SharedState found = objects.get(name);
    if (found == null) {
      throw new RefusedException(
          SharedRefusal.MISUSED,
          "there is no " + kind.wireName() + ' ' + Quote.text(name) + ": open it first");
    }
    return requireKind(found, kind);
  }

  private static SharedState requireKind(SharedState found, SharedKind kind)
      throws RefusedException {
    if (found.kind() != kind) {
      throw new RefusedException(
          SharedRefusal.MISUSED,
          Quote.text(found.name())
              + " is a "
              + found.kind().wireName()
              + ", not a "
              + kind.wireName());
    }
    return found;
  }

  /** Makes the object that the call names, unless there is one, which must be as the call says. */
  SharedResult open(SharedCall call) throws RefusedException {
    SharedState found = objects.get(call.name());
    if (found != null) {
      requireKind(found, call.kind()).requireTypes(call);
      return found.reopen(call);
    }
    if (call.name().isEmpty()) {
      throw new RefusedException(
          SharedRefusal.MISUSED,
          "a shared object needs a name, but that of this %s is empty; it may be any other text"
              .formatted(call.kind().wireName()));
    }
    if (objects.size() >= most) {
      throw new RefusedException(
          SharedRefusal.LIMIT, "there are " + objects.size() + " shared objects, the most allowed");
    }
    SharedState made = factory.make(call, objects);
    budget.take(nameBytes(call.name()));
    objects.put(call.name(), made);
    made.requireTypes(call);
    return made.reopen(call);
  }

  private static long nameBytes(String name) {
    return 2L * name.length() + MemoryBudget.ALLOWANCE;
  }

  /** Removes an object and refuses the calls that wait for it. */
  void discard(SharedState state) {
    if (state instanceof LockState) {
      conditionsOf(state).forEach(this::discard);
    }
    objects.remove(state.name());
    budget.giveBack(nameBytes(state.name()));
    RpcError error = SharedRefusal.DISCARDED.error(state + " was discarded");
    List<WaitingCall> calls = waitingFor(state);
    calls.forEach(waiting::leave);
    calls.forEach(state::withdraw); // no callsWithdrawn: the object serves nothing any more
    calls.forEach(call -> call.refuse(error));
    state.discarded();
  }

  private List<SharedState> conditionsOf(SharedState lock) {
    return objects.values().stream()
        .filter(other -> other instanceof ConditionState condition && condition.belongsTo(lock))
        .toList();
  }

  private List<WaitingCall> waitingFor(SharedState state) {
    return waiting.all().stream().filter(call -> isWaitedForBy(state, call)).toList();
  }

  private static boolean isWaitedForBy(SharedState state, WaitingCall call) {
    SharedState owner = call.owner();
    return owner != null && state.isWaitedForAt(owner);
  }

  /** Releases all that a dead process held. */
  void died(ClientProcess client) {
    for (SharedState state : List.copyOf(objects.values())) {
      state.died(client);
    }
  }

  /** Tells all objects that the server has finished. */
  void finished() {
    objects.values().forEach(SharedState::finished);
  }
}
