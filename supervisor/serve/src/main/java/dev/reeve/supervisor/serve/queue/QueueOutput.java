package dev.reeve.supervisor.serve.queue;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.RecordBatch;
import dev.reeve.supervisor.results.RecordOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The end of a queue's tasks: takes their records. */
final class QueueOutput implements RecordOutput {
  private final TaskQueue queue;

  QueueOutput(TaskQueue queue) {
    this.queue = queue;
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    ByteBuffer lines = batch.lines();
    EndedBatch ended = new EndedBatch(batch.results().size());
    for (TaskResult result : batch.results()) {
      Json record = nextLine(lines);
      QueuedTask task = queue.taskOf(result);
      if (task != null) {
        ended.add(new EndedRecord(task, result.status(), record));
      }
    }
    queue.end(ended);
  }

  /** Returns the next record without its newline. */
  private static Json nextLine(ByteBuffer lines) {
    int start = lines.position();
    int end = start;
    while (lines.get(end) != '\n') {
      end++;
    }
    byte[] record = new byte[end - start];
    lines.get(record);
    lines.get(); // the newline
    return Json.ofTrusted(record);
  }

  @Override
  public void sync() throws IOException {
    queue.syncRecords();
  }

  /** Ends what the run leaves. */
  @Override
  public void close() {
    queue.runIsOver();
  }
}
