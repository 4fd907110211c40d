package dev.reeve.worker.handlers;

import dev.reeve.json.Json;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;

/** Gives back its payload. For trying out a job, and for measuring what a task costs by itself. */
@HandlerName("echo")
public final class EchoHandler implements TaskHandler<Json, Json> {

  @Override
  public Json handle(Json payload, TaskContext context) {
    return payload;
  }
}
