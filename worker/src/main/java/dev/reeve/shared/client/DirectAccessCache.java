package dev.reeve.shared.client;

import dev.reeve.protocol.SharedKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * This process's direct access to queues and counters. It outlives the proxies, which each task may
 * open anew. Only the most recently used entries are kept, because a program may open a queue for
 * each task. Any thread.
 */
final class DirectAccessCache {
  private static final int MAX_ENTRIES = 1_000;

  private final SharedCalls calls;

  // guarded by this; the least recently used entry is the first
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
    all.values().removeIf(DirectAccess::isOver); // it would keep memory whose use has ended
    if (all.size() >= MAX_ENTRIES) {
      all.remove(all.keySet().iterator().next());
    }
    all.put(key, made);
    return made;
  }
}
