package dev.reeve.supervisor.results;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.TaskResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Some results, with their records encoded once for all outputs. Not thread-safe. */
public final class RecordBatch {
  private final RecordWriter writer = new RecordWriter();
  private final JsonWriter lines = new JsonWriter();
  private final List<TaskResult> results = new ArrayList<>();

  void add(TaskResult result, long taskHash) {
    results.add(result);
    writer.write(result, taskHash, lines);
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

  /** The results, in order. */
  public List<TaskResult> results() {
    return Collections.unmodifiableList(results);
  }

  /** Their records: whole lines. A new view for each call. */
  public ByteBuffer lines() {
    return lines.view();
  }
}
