package dev.reeve.supervisor.results;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.TaskResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A batch of results, with their records encoded once for all outputs. Not thread-safe. */
public final class RecordBatch {
  private final RecordWriter writer = new RecordWriter();
  private final JsonWriter lines = new JsonWriter();
  private final List<TaskResult> results = new ArrayList<>();

  /** Adds a result. If that fails for lack of memory, the batch is as before. */
  void add(TaskResult result, long taskHash) {
    int count = results.size();
    int length = lines.length();
    try {
      results.add(result);
      writer.write(result, taskHash, lines);
    } catch (OutOfMemoryError e) {
      lines.truncate(length);
      results.subList(count, results.size()).clear();
      throw e;
    }
  }

  void clear() {
    results.clear();
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

  /** Returns their records, whole lines; a new view for each call. */
  public ByteBuffer lines() {
    return lines.view();
  }
}
