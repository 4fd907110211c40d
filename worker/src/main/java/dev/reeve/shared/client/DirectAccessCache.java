package dev.reeve.shared.client;

import dev.reeve.protocol.SharedKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * This process' shortcuts to queues and counters, which outlive the proxies that many a task makes
 * anew; but not all that ever were, for a program may make a queue a task. Any thread.
 */
final class DirectAccessCache {
  private static final int MOST = 1_000;

  private final SharedCalls calls;

  // guarded by this; the one used longest ago is the first
  private final Map<Key, DirectQueueAccess> queues = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Key, DirectCounterAccess> counters = new LinkedHashMap<>(16, 0.75f, true);

  private record Key(SharedKind kind, String name) {}

  DirectAccessCache(SharedCalls calls) {
    this.calls = calls;
  }

  synchronized DirectQueueAccess queue(SharedKind kind, String name) {
    return recent(queues, new Key(kind, name), () -> new DirectQueueAccess(calls, kind, name));
  }

  synchronized DirectCounterAccess counter(String name) {
    return recent(
        counters, new Key(SharedKind.COUNTER, name), () -> new DirectCounterAccess(calls, name));
  }

  private static <S extends DirectAccess<?>> S recent(Map<Key, S> all, Key key, Supplier<S> make) {
    S found = all.get(key);
    return found == null ? add(all, key, make.get()) : found;
  }

  private static <S extends DirectAccess<?>> S add(Map<Key, S> all, Key key, S made) {
    all.values().removeIf(DirectAccess::isOver); // they would keep the memory of what has ended
    if (all.size() >= MOST) {
      all.remove(all.keySet().iterator().next());
    }
    all.put(key, made);
    return made;
  }
}
