package dev.reeve.worker.proxy;

import dev.reeve.protocol.SharedKind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * This process' shortcuts to queues, which outlive the proxies that many a task makes anew; but not
 * all that ever were, for a program may make a queue a task. Any thread.
 */
final class Shortcuts {
  private static final int MOST = 1_000;

  private final SharedCalls calls;
  private final Map<Key, Shortcut> recent = new LinkedHashMap<>(16, 0.75f, true); // guarded by this

  private record Key(SharedKind kind, String name) {}

  Shortcuts(SharedCalls calls) {
    this.calls = calls;
  }

  synchronized Shortcut of(SharedKind kind, String name) {
    Shortcut found =
        recent.computeIfAbsent(new Key(kind, name), key -> new Shortcut(calls, kind, name));
    if (recent.size() > MOST) {
      recent.remove(recent.keySet().iterator().next());
    }
    return found;
  }
}
