package dev.reeve.supervisor.serve.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys by which callers repeat a request without having it carried out twice. A task without an
 * id of its own has its key as id, so the queue itself recognises the repetition, even after a
 * restart. The keys of tasks with ids are known here alone. Thread-safe.
 */
final class IdempotencyKeys {
  static final String HEADER = "Idempotency-Key";

  private static final int MOST_KEPT = 10_000;

  private final Map<String, String> ids =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /** Returns the key of a request; null if it has none. */
  static @Nullable String of(Exchange exchange) throws ProblemException {
    String header = exchange.header(HEADER);
    return header == null ? null : TaskIntake.key(header);
  }

  /**
   * Notes that a key is used for a task; refuses one that was used for another.
   *
   * @return whether it was not used before
   */
  boolean use(String key, String id) throws ProblemException {
    String before;
    synchronized (ids) {
      before = ids.putIfAbsent(key, id);
    }
    if (before != null && !before.equals(id)) {
      throw new ProblemException(reused());
    }
    return before == null;
  }

  /** Forgets a key whose task was not accepted, so that the request may be mended. */
  void forget(String key, String id) {
    synchronized (ids) {
      boolean unused = ids.remove(key, id);
    }
  }

  /** Returns the answer to a task that has its key as id and was not accepted. */
  static Problem refusal(Problem problem) {
    return problem.status() == 409 ? reused() : problem;
  }

  /** Returns what is answered to a key that was used for other content. */
  private static Problem reused() {
    return Problem.of(
        422,
        "key-reused",
        "The Idempotency-Key was used for another task",
        "repeat a request with the same content, or use a new key");
  }
}
