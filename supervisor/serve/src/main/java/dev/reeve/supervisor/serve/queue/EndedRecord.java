package dev.reeve.supervisor.serve.queue;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.RecordWriter;
import dev.reeve.supervisor.results.TaskHash;

/** The record of a task that is about to end. */
record EndedRecord(QueuedTask task, TaskStatus status, Json json) {

  /** Returns the record of a task that ends without the run. */
  static EndedRecord withoutRun(QueuedTask queued, TaskStatus status, String why) {
    Task task = queued.taskToRun();
    TaskError error = TaskError.of(status == TaskStatus.SKIPPED ? "Skipped" : "Cancelled", why);
    JsonWriter out = new JsonWriter(512);
    new RecordWriter()
        .write(
            TaskResult.notStarted(task.seq(), task.id(), task.handler(), status, error),
            TaskHash.of(task),
            out);
    out.truncate(out.length() - 1); // the newline
    return new EndedRecord(queued, status, out.toJson());
  }
}
