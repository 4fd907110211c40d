package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A map whose keys are equal if their JSON texts are. No operation waits. */
final class MapState extends SharedState {
  private final MemoryBudget budget;
  private final MultiValueResults results;
  private final Map<Json, Json> entries = new LinkedHashMap<>();

  MapState(SharedCall open, WaitingCalls waiting, MemoryBudget budget, MultiValueResults results) {
    super(open, waiting);
    this.budget = budget;
    this.results = results;
  }

  @Override
  SharedResult reopen(SharedCall open) {
    return SharedResult.DONE;
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    call.answer(result(call.request()));
  }

  private SharedResult result(SharedCall call) throws RefusedException {
    return switch (call.operation()) {
      case GET -> found(entries.get(keyOf(call)));
      case PUT -> put(keyOf(call), valueOf(call));
      case PUT_IF_ABSENT -> putIfAbsent(keyOf(call), valueOf(call));
      case REPLACE -> replace(keyOf(call), valueOf(call), given(call.former(), "former", call));
      case REMOVE -> remove(keyOf(call));
      case ADD -> add(keyOf(call), call.number());
      case KEYS -> results.array(entries.keySet());
      case VALUES -> results.array(entries.values());
      case ENTRIES -> results.array(keysAndValues());
      case SIZE -> SharedResult.of(entries.size());
      case CLEAR -> clear();
      default -> throw unknownOperation(call);
    };
  }

  private static SharedResult found(@Nullable Json value) {
    return value == null ? SharedResult.NOT_DONE : SharedResult.of(value);
  }

  /** Puts the value and returns the previous one. The result is always done. */
  private SharedResult put(Json key, Json value) throws RefusedException {
    return new SharedResult(true, 0, store(key, value), false);
  }

  private @Nullable Json store(Json key, Json value) throws RefusedException {
    Json before = entries.get(key);
    budget.take(MemoryBudget.sizeOf(value) + (before == null ? MemoryBudget.sizeOf(key) : 0));
    budget.giveBack(before);
    entries.put(key, value);
    return before;
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
    Json present = entries.get(key);
    if (present == null || !present.equals(former)) {
      return SharedResult.NOT_DONE;
    }
    store(key, value);
    return SharedResult.DONE;
  }

  private SharedResult remove(Json key) {
    Json removed = entries.remove(key);
    if (removed != null) {
      budget.giveBack(key);
      budget.giveBack(removed);
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

  private List<Json> keysAndValues() {
    List<Json> all = new ArrayList<>(2 * entries.size());
    entries.forEach(
        (key, value) -> {
          all.add(key);
          all.add(value);
        });
    return all;
  }

  private SharedResult clear() {
    discarded();
    entries.clear();
    return SharedResult.DONE;
  }

  @Override
  void discarded() {
    entries.forEach(
        (key, value) -> {
          budget.giveBack(key);
          budget.giveBack(value);
        });
  }
}
