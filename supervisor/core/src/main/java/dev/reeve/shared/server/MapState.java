package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A map whose keys are equal if their JSON texts are. No operation waits but that for the lock of a
 * key, which does not concern other operations.
 */
final class MapState extends CollectionState {
  private final OrderedEntries entries = new OrderedEntries();
  private final KeyLocks locks;

  MapState(
      SharedCall open,
      WaitingCalls waiting,
      MemoryBudget budget,
      MultiValueResults results,
      DeadlockSearch deadlocks) {
    super(open, waiting, budget, results);
    this.locks = new KeyLocks(this, budget, deadlocks);
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    switch (call.request().operation()) {
      case ACQUIRE, RELEASE -> locks.call(call, keyOf(call.request()));
      default -> call.answer(result(call.request()));
    }
  }

  @Override
  SharedResult result(SharedCall call) throws RefusedException {
    return switch (call.operation()) {
      case GET -> found(entries.get(keyOf(call)));
      case CONTAINS -> doneIf(entries.get(keyOf(call)) != null);
      case PUT -> put(keyOf(call), valueOf(call));
      case PUT_ALL -> putAll(elementsOf(call));
      case PUT_IF_ABSENT -> putIfAbsent(keyOf(call), valueOf(call));
      case REPLACE -> replace(keyOf(call), valueOf(call), formerOf(call));
      case REMOVE -> remove(keyOf(call));
      case REMOVE_IF -> removeIf(keyOf(call), formerOf(call));
      case ADD -> add(keyOf(call), call.number());
      case KEYS, VALUES, ENTRIES -> results().array(all(call));
      case SCAN -> scan(call.number());
      case SIZE -> SharedResult.of(entries.size());
      case CLEAR -> clear();
      default -> throw unknownOperation(call);
    };
  }

  private static Json formerOf(SharedCall call) throws RefusedException {
    return given(call.former(), "former", call);
  }

  private static SharedResult found(@Nullable Json value) {
    return value == null ? SharedResult.NOT_DONE : SharedResult.of(value);
  }

  /** Puts the value and returns the previous one. The result is always done. */
  private SharedResult put(Json key, Json value) throws RefusedException {
    return new SharedResult(true, 0, store(key, value), false);
  }

  private @Nullable Json store(Json key, Json value) throws RefusedException {
    budget().take(List.of(key, value));
    return storeCharged(key, value);
  }

  /** Stores an entry whose space has been taken, and gives back that of what it replaces. */
  private @Nullable Json storeCharged(Json key, Json value) {
    Json before = entries.put(key, value);
    if (before != null) {
      budget().giveBack(List.of(key, before));
    }
    return before;
  }

  private SharedResult putAll(List<Json> keysAndValues) throws RefusedException {
    if (keysAndValues.size() % 2 != 0) {
      throw misused("putAll needs a value for each key");
    }
    budget().take(keysAndValues);
    for (Iterator<Json> rest = keysAndValues.iterator(); rest.hasNext(); ) {
      storeCharged(rest.next(), rest.next());
    }
    return SharedResult.of(entries.size());
  }

  private SharedResult putIfAbsent(Json key, Json value) throws RefusedException {
    Json present = entries.get(key);
    if (present != null) {
      return new SharedResult(false, 0, present, false);
    }
    store(key, value);
    return SharedResult.DONE;
  }

  private SharedResult replace(Json key, Json value, Json former) throws RefusedException {
    boolean isFormer = has(key, former);
    if (isFormer) {
      store(key, value);
    }
    return doneIf(isFormer);
  }

  private boolean has(Json key, Json value) {
    Json present = entries.get(key);
    return present != null && present.equals(value);
  }

  private SharedResult removeIf(Json key, Json former) {
    return doneIf(has(key, former) && remove(key).done());
  }

  private SharedResult remove(Json key) {
    Json removed = entries.remove(key);
    if (removed != null) {
      budget().giveBack(List.of(key, removed));
    }
    return found(removed);
  }

  private SharedResult add(Json key, long amount) throws RefusedException {
    Json present = entries.get(key);
    OptionalLong number = present == null ? OptionalLong.of(0) : present.toLong();
    if (number.isEmpty()) {
      throw misused(this + ": the value is no whole number of 64 bits");
    }
    long sum = number.getAsLong() + amount;
    store(key, Json.number(sum));
    return SharedResult.of(sum);
  }

  private List<Json> all(SharedCall call) {
    List<Json> all = new ArrayList<>();
    entries.forEach(
        entry -> {
          switch (call.operation()) {
            case KEYS -> all.add(entry.key());
            case VALUES -> all.add(entry.value());
            default -> all.addAll(List.of(entry.key(), entry.value()));
          }
        });
    return all;
  }

  private SharedResult scan(long from) throws RefusedException {
    return entries.piece(from, entry -> List.of(entry.key(), entry.value()), results().newPiece());
  }

  @Override
  void removeAll() {
    entries.forEach(entry -> budget().giveBack(List.of(entry.key(), entry.value())));
    entries.clear();
  }

  @Override
  boolean isWaitedForAt(SharedState state) {
    return state == this || locks.contains(state);
  }

  @Override
  void died(ClientProcess client) {
    locks.died(client);
  }

  @Override
  void discarded() {
    super.discarded();
    locks.discard();
  }
}
