package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.supervisor.cli.client.HttpRequest;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.control.JsonObject;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.IOException;
import java.time.Duration;

/** Waits for the ends of tasks that a server has accepted, and prints their records. */
final class TaskWait {
  /** A call is made anew after that time, so that a server that has gone is noticed. */
  private static final String EACH_CALL = "60s";

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final ServerCalls server;
  private final Streams streams;

  TaskWait(ServerCalls server, Streams streams) {
    this.server = server;
    this.streams = streams;
  }

  /** Waits for a task; returns the exit code. */
  int await(String id) throws IOException, CommandAbortedException {
    HttpRequest look =
        HttpRequest.of("GET", "/v1/tasks/" + HttpRequest.encoded(id) + "?wait=" + EACH_CALL);
    JsonObject task = SubmitCommand.object(server.json(look, LIMIT));
    while (!task.has("record")) {
      task = SubmitCommand.object(server.json(look, LIMIT));
    }
    Json record = task.value("record");
    streams.out().write((record + "\n").getBytes(UTF_8));
    return succeeded(SubmitCommand.object(record)) ? ExitCodes.OK : ExitCodes.TASKS_FAILED;
  }

  static boolean succeeded(JsonObject record) {
    return record.has("status") && record.text("status").equals(TaskStatus.SUCCEEDED.word());
  }
}
