package dev.reeve.supervisor.results;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch of results, with their records encoded once for all outputs. Not thread-safe. */
public final class RecordBatch {
  private final RecordWriter writer = new RecordWriter();
  private final JsonWriter lines = new JsonWriter();
  private final List<TaskResult> results = new ArrayList<>();
  private final List<@Nullable Task> tasks = new ArrayList<>();

  /**
   * Adds a result. If that fails for lack of memory, the batch is as before.
   *
   * @param task null if no output needs it
   */
  void add(TaskResult result, long taskHash, @Nullable Task task) {
    int count = results.size();
    int length = lines.length();
    try {
      results.add(result);
      tasks.add(task);
      writer.write(result, taskHash, lines);
    } catch (OutOfMemoryError e) {
      lines.truncate(length);
      results.subList(count, results.size()).clear();
      tasks.subList(count, tasks.size()).clear();
      throw e;
    }
  }

  void clear() {
    results.clear();
    tasks.clear();
    lines.clear();
  }

  boolean isEmpty() {
    return results.isEmpty();
  }

  int bytes() {
    return lines.length();
  }

  /** Returns the results in order. */
  public List<TaskResult> results() {
    return Collections.unmodifiableList(results);
  }

  /** Returns the task of the result with that index; null if it is not known. */
  public @Nullable Task task(int index) {
    return tasks.get(index);
  }

  /** Returns their records, whole lines; a new view for each call. */
  public ByteBuffer lines() {
    return lines.view();
  }
}
