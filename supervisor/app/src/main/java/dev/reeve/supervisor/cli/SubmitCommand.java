package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.cli.OutputOptions.Output;
import dev.reeve.supervisor.cli.client.HttpRequest;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.control.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command {@code submit}: one task, or all tasks of a stream. */
final class SubmitCommand {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final OptionValues values;
  private final Streams streams;

  SubmitCommand(OptionValues values, Streams streams) {
    this.values = values;
    this.streams = streams;
  }

  /** Submits; returns the exit code. */
  int call() throws IOException, InterruptedException, CommandAbortedException {
    String stream = values.get(ServerOptions.STREAM);
    requireOne(stream);
    BrokerOptions.requireBroker(values);
    if (BrokerOptions.isGiven(values)) {
      BrokerSubmission broker = new BrokerSubmission(values, streams);
      return stream == null ? broker.submit(task().utf8()) : broker.submit(stream);
    }
    ServerCalls server = ServerCalls.of(values);
    if (stream != null) {
      return new StreamSubmission(server, values, streams).submit(stream);
    }
    Json accepted = server.json(request(task()), LIMIT);
    String id = object(accepted).text("id");
    if (values.has(ServerOptions.WAIT)) {
      return new TaskWait(server, streams).await(id);
    }
    print(isForPrograms() ? accepted.toString() : id);
    return ExitCodes.OK;
  }

  private boolean isForPrograms() {
    return values.get(ServerOptions.OUTPUT) == Output.JSONL;
  }

  private void requireOne(@Nullable String stream) throws CommandAbortedException {
    int words = values.all(ServerOptions.TASK).size();
    if (words > 2) {
      throw new CommandAbortedException(
          ExitCodes.USAGE,
          "a handler and one payload are enough, but %d words are given; put the payload in quotes"
              .formatted(words));
    }
    boolean single = words > 0;
    if (single == (stream != null)) {
      throw new CommandAbortedException(
          ExitCodes.USAGE,
          single
              ? "a handler and --stream exclude each other: the lines of the stream name theirs"
              : "name a handler, or --stream FILE; for example: reeve submit file/sha256"
                  + " '{\"path\": \"/etc/hostname\"}'");
    }
    if (stream != null) {
      for (CommandOption<?> option : ServerOptions.OF_ONE_TASK) {
        if (values.has(option)) {
          throw new CommandAbortedException(
              ExitCodes.USAGE,
              option + " is for one task; in a stream it is a member of the task's line");
        }
      }
    }
  }

  private HttpRequest request(Json task) {
    String id = values.get(ServerOptions.ID);
    HttpRequest request =
        id == null
            ? HttpRequest.of("POST", "/v1/tasks")
            : HttpRequest.of("PUT", "/v1/tasks/" + HttpRequest.encoded(id));
    return request.with("application/json", out -> out.write(task.utf8()));
  }

  private Json task() throws IOException, CommandAbortedException {
    JsonWriter out = new JsonWriter(256);
    out.beginObject().member("handler").string(values.all(ServerOptions.TASK).get(0));
    String id = values.get(ServerOptions.ID);
    if (id != null) {
      out.member("id").string(id);
    }
    Json payload = payload();
    if (payload != null) {
      out.member("payload").value(payload);
    }
    writeLimits(out);
    return out.endObject().toJson();
  }

  private void writeLimits(JsonWriter out) {
    Duration timeout = values.get(ServerOptions.TIMEOUT);
    if (timeout != null) {
      out.member("timeout").string(timeout.toMillis() + "ms");
    }
    Integer retries = values.get(ServerOptions.RETRIES);
    if (retries != null) {
      out.member("retries").number(retries);
    }
    Integer priority = values.get(ServerOptions.PRIORITY);
    if (priority != null) {
      out.member("priority").number(priority);
    }
    if (values.has(ServerOptions.TAG)) {
      out.member("tags").array(values.all(ServerOptions.TAG).stream().map(Json::string).toList());
    }
  }

  private @Nullable Json payload() throws IOException, CommandAbortedException {
    List<String> words = values.all(ServerOptions.TASK);
    if (words.size() < 2) {
      return null;
    }
    String text = words.get(1);
    byte[] utf8 = text.equals("-") ? streams.in().readAllBytes() : text.getBytes(UTF_8);
    try {
      return Json.parse(utf8, 0, utf8.length);
    } catch (IllegalArgumentException e) {
      throw new CommandAbortedException(
          ExitCodes.INVALID_JOB,
          "the payload is " + e.getMessage() + "; a text needs quotes within those of the shell");
    }
  }

  static JsonObject object(Json json) {
    return JsonObject.parse(json.utf8(), 0, json.length());
  }

  private void print(String line) throws IOException {
    streams.out().write((line + "\n").getBytes(UTF_8));
  }
}
