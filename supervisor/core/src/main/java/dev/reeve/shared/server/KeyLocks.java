package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The locks of a map's keys. Each exists only as long as a thread holds it. */
final class KeyLocks {
  /** Bytes of a lock without its key, roughly. */
  private static final int LOCK_BYTES = 1 << 10;

  /** Characters of a key in messages. */
  private static final int MOST_CHARS = 100;

  private final SharedState map;
  private final MemoryBudget budget;
  private final DeadlockSearch deadlocks;
  private final Map<Json, LockState> locks = new LinkedHashMap<>();

  KeyLocks(SharedState map, MemoryBudget budget, DeadlockSearch deadlocks) {
    this.map = map;
    this.budget = budget;
    this.deadlocks = deadlocks;
  }

  /** Carries out {@code acquire} or {@code release} on the lock of a key. */
  void call(WaitingCall call, Json key) throws RefusedException {
    LockState lock = locks.get(key);
    if (lock == null) {
      budget.take(bytesOf(key));
      lock = make(key);
      locks.put(key, lock);
    }
    try {
      lock.call(call);
    } finally {
      dropIfFree(key, lock);
    }
  }

  private LockState make(Json key) {
    String text = key.toString();
    String shown = text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) + "…" : text;
    SharedCall open =
        SharedCall.of(SharedKind.LOCK, "of " + shown + " in " + map, SharedOperation.OPEN);
    return new LockState(open, map.waiting(), deadlocks);
  }

  private static long bytesOf(Json key) {
    return LOCK_BYTES + MemoryBudget.sizeOf(key);
  }

  /** Nobody waits for a lock that nobody holds. */
  private void dropIfFree(Json key, LockState lock) {
    if (lock.holders().isEmpty()) {
      locks.remove(key);
      budget.giveBack(bytesOf(key));
    }
  }

  boolean contains(SharedState state) {
    return state instanceof LockState lock && locks.containsValue(lock);
  }

  /** Gives the locks of a dead process to those who wait for them. */
  void died(ClientProcess client) {
    for (Map.Entry<Json, LockState> each : List.copyOf(locks.entrySet())) {
      each.getValue().died(client);
      dropIfFree(each.getKey(), each.getValue());
    }
  }

  /** Drops all locks. No call waits any more. */
  void discard() {
    locks.keySet().forEach(key -> budget.giveBack(bytesOf(key)));
    locks.clear();
  }
}
