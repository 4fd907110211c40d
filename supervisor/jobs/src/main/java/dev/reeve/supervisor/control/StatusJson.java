package dev.reeve.supervisor.control;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.control.RunStatus.TaskNumbers;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A {@link RunStatus} as JSON. */
public final class StatusJson {
  private static final double NANOS = 1e9;

  private StatusJson() {}

  /** Returns the JSON object. */
  public static Json write(RunStatus status) {
    JsonWriter out = new JsonWriter(1024);
    RunLabel label = status.label();
    out.beginObject().member("run").beginObject();
    out.member("pid").number(label.pid());
    out.member("name").string(label.name());
    out.member("command").string(label.command());
    out.member("folder").string(label.folder());
    out.member("startedAt").string(label.startedAt().toString());
    out.member("seconds").number(millis(status.seconds()));
    ServerLabel server = label.server();
    if (server != null) {
      out.member("address").string(server.address());
      if (server.queue() != null) {
        out.member("queue").string(server.queue());
      }
    }
    out.endObject();
    out.member("state").string(status.state().word());
    out.member("waitReason").string(status.waitReason());
    if (status.heldBack() != null) {
      out.member("heldBack").string(status.heldBack());
    }
    write(status.tasks(), out.member("tasks"));
    out.member("size").number(status.size());
    out.member("workers").ascii('[');
    String divider = "";
    for (WorkerActivity worker : status.workers()) {
      write(worker, out.ascii(divider));
      divider = ",";
    }
    return out.ascii(']').endObject().toJson();
  }

  private static double millis(double seconds) {
    return Math.round(seconds * 1e3) / 1e3;
  }

  private static void write(TaskNumbers tasks, JsonWriter out) {
    out.beginObject().member("total");
    if (tasks.total() < 0) {
      out.nothing();
    } else {
      out.number(tasks.total());
    }
    out.member("succeeded").number(tasks.succeeded());
    out.member("failed").number(tasks.failed());
    out.member("skipped").number(tasks.skipped());
    out.member("running").number(tasks.running());
    out.member("waiting").number(tasks.waiting());
    out.member("retrying").number(tasks.retrying()).endObject();
  }

  private static void write(WorkerActivity worker, JsonWriter out) {
    out.beginObject().member("slot").number(worker.slot());
    out.member("state").string(worker.state());
    if (worker.pid() != 0) {
      out.member("pid").number(worker.pid());
    }
    if (worker.taskId() != null) {
      out.member("task").string(worker.taskId());
      out.member("attempt").number(worker.attempt());
      out.member("seconds").number(millis(worker.taskNanos() / NANOS));
    }
    if (worker.progress() != null) {
      out.member("progress").string(worker.progress());
    }
    out.endObject();
  }

  /**
   * Reads what {@link #write} has written; members that it does not know are ignored.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static RunStatus read(Json json) {
    JsonObject all = JsonObject.parse(json.utf8(), 0, json.length());
    JsonObject run = all.object("run");
    JsonObject tasks = all.object("tasks");
    List<WorkerActivity> workers = new ArrayList<>();
    for (JsonObject worker : all.objects("workers")) {
      workers.add(worker(worker));
    }
    return new RunStatus(
        new RunLabel(
            run.number("pid"),
            run.text("name"),
            run.text("command"),
            run.text("folder"),
            instant(run.text("startedAt")),
            run.has("address") ? server(run) : null),
        run.real("seconds"),
        state(all.text("state")),
        all.text("waitReason"),
        all.has("heldBack") ? all.text("heldBack") : null,
        new TaskNumbers(
            tasks.has("total") ? tasks.number("total") : -1,
            tasks.number("succeeded"),
            tasks.number("failed"),
            tasks.number("skipped"),
            tasks.number("running"),
            tasks.number("waiting"),
            tasks.number("retrying")),
        Math.toIntExact(all.number("size")),
        workers);
  }

  private static ServerLabel server(JsonObject run) {
    return new ServerLabel(run.text("address"), run.has("queue") ? run.text("queue") : null);
  }

  private static WorkerActivity worker(JsonObject worker) {
    boolean busy = worker.has("task");
    return new WorkerActivity(
        (int) worker.number("slot"),
        worker.text("state"),
        worker.has("pid") ? worker.number("pid") : 0,
        busy ? worker.text("task") : null,
        busy ? Math.round(worker.real("seconds") * NANOS) : 0,
        worker.has("progress") ? worker.text("progress") : null,
        busy ? (int) worker.number("attempt") : 0);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("startedAt is no time", e);
    }
  }

  private static RunStatus.State state(String word) {
    for (RunStatus.State state : RunStatus.State.values()) {
      if (state.word().equals(word)) {
        return state;
      }
    }
    throw new IllegalArgumentException("state is unknown");
  }
}
