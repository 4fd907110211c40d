package dev.reeve.worker.handlers;

import dev.reeve.json.Json;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;

/** Returns its payload. Use it to try out a job, and to measure the cost of a task itself. */
@HandlerName("echo")
public final class EchoHandler implements TaskHandler<Json, Json> {

  @Override
  public Json handle(Json payload, TaskContext context) {
    return payload;
  }
}
