package dev.reeve.supervisor.serve.http;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.control.JsonObject;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import dev.reeve.supervisor.serve.queue.TaskState;
import java.time.Instant;
import java.util.List;

/** Tasks as callers see them. A task that no worker has yet is waiting, for whatever reason. */
final class TaskViews {
  /** Members of a record that fit into a list. */
  private static final List<String> SHORT =
      List.of("attempts", "startedAt", "durationMs", "worker");

  private final LiveTasks live;

  TaskViews(LiveTasks live) {
    this.live = live;
  }

  /** Returns the path of a task. */
  static String path(String id) {
    return "/v1/tasks/" + PathTemplate.encode(id);
  }

  /** Returns the state in which a caller sees a task. */
  TaskState state(QueuedTask task) {
    TaskState state = task.state();
    return state == TaskState.RUNNING && live.find(task.id()) == null ? TaskState.WAITING : state;
  }

  /** Returns the answer to a submission. */
  Json accepted(QueuedTask task) {
    JsonWriter out = new JsonWriter(128);
    begin(task, out);
    return out.member("location").string(path(task.id())).endObject().toJson();
  }

  /** Returns all that is known about a task. */
  Json whole(QueuedTask task) {
    JsonWriter out = new JsonWriter(512);
    beginWithTimes(task, out);
    out.member("durable").flag(task.durable());
    out.member("task").value(task.task());
    Json record = task.record();
    if (record != null) {
      out.member("record").value(record);
    }
    return out.endObject().toJson();
  }

  /** Returns a line of a list: without payload, result and what is long about an error. */
  Json brief(QueuedTask task) {
    JsonWriter out = new JsonWriter(256);
    beginWithTimes(task, out);
    Json record = task.record();
    if (record != null) {
      JsonObject members = JsonObject.parse(record.utf8(), 0, record.length());
      for (String name : SHORT) {
        if (members.has(name)) {
          out.member(name).value(members.value(name));
        }
      }
      writeError(members, out);
    }
    return out.endObject().toJson();
  }

  /** Writes the error of a record without its stack and its outputs. */
  static void writeError(JsonObject record, JsonWriter out) {
    if (record.has("error")) {
      JsonObject error = record.object("error");
      out.member("error").beginObject().member("type").value(error.value("type"));
      if (error.has("message")) {
        out.member("message").value(error.value("message"));
      }
      out.endObject();
    }
  }

  private void begin(QueuedTask task, JsonWriter out) {
    out.beginObject().member("id").string(task.id());
    out.member("number").number(task.number());
    out.member("handler").string(task.handler());
    out.member("state").string(state(task).word());
  }

  private void beginWithTimes(QueuedTask task, JsonWriter out) {
    begin(task, out);
    TaskStatus status = task.status();
    if (status != null) {
      out.member("status").string(status.word());
    }
    out.member("acceptedAt").string(task.acceptedAt().toString());
    Instant end = task.endedAt();
    LiveTasks.Live running = end == null ? live.find(task.id()) : null;
    if (end != null) {
      out.member("endedAt").string(end.toString());
    } else if (running != null) {
      running.write(out);
    }
  }
}
