package dev.reeve.supervisor.serve.http;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.TaskAttempt;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tasks that workers are busy with. Thread-safe. */
final class LiveTasks {
  private final Map<String, Live> tasks = new ConcurrentHashMap<>();

  /**
   * A running attempt.
   *
   * @param fraction of its work that is done; −1 if the handler has not said
   * @param message of the handler; null for none
   */
  record Live(TaskAttempt attempt, double fraction, @Nullable String message) {

    /** Writes the members of a task's view. */
    void write(JsonWriter out) {
      out.member("attempt").number(attempt.number());
      if (attempt.startedAt() != null) {
        out.member("startedAt").string(attempt.startedAt().toString());
      }
      out.member("worker").beginObject().member("slot").number(attempt.worker().slot());
      out.member("pid").number(attempt.worker().pid()).endObject();
      if (fraction >= 0) {
        out.member("progress").beginObject().member("fraction").number(fraction);
        out.member("message").stringOrNull(message).endObject();
      }
    }
  }

  void started(TaskAttempt attempt) {
    tasks.put(attempt.id(), new Live(attempt, -1, null));
  }

  void progress(String id, double fraction, @Nullable String message) {
    tasks.computeIfPresent(id, (key, live) -> new Live(live.attempt(), fraction, message));
  }

  void ended(String id) {
    tasks.remove(id);
  }

  /** Returns the running attempt at a task; null if none runs. */
  @Nullable Live find(String id) {
    return tasks.get(id);
  }

  int count() {
    return tasks.size();
  }
}
