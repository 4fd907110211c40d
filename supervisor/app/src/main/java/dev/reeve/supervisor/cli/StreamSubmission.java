package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.cli.OutputOptions.Output;
import dev.reeve.supervisor.cli.client.HttpAnswer;
import dev.reeve.supervisor.cli.client.HttpRequest;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.control.JsonObject;
import dev.reeve.text.IoReasons;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Tasks of a stream on their way to a server, which answers line by line while it reads. It reads
 * no further while its queue is full, so a stream may be of any length.
 */
final class StreamSubmission {
  private static final int BUFFER_BYTES = 64 << 10;

  private final ServerCalls server;
  private final OptionValues values;
  private final Streams streams;
  private int exitCode = ExitCodes.OK;

  StreamSubmission(ServerCalls server, OptionValues values, Streams streams) {
    this.server = server;
    this.values = values;
    this.streams = streams;
  }

  /** Submits the tasks of a file; returns the exit code. */
  int submit(String file) throws IOException, CommandAbortedException {
    try (InputStream in = open(file)) {
      boolean waits = values.has(ServerOptions.WAIT);
      HttpRequest request =
          HttpRequest.of("POST", waits ? "/v1/tasks?wait=8760h" : "/v1/tasks")
              .with("application/x-ndjson", out -> copy(in, out));
      try (HttpAnswer answer = server.call(request, Duration.ZERO)) {
        server.requireSuccess(answer);
        BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          tell(line, waits);
        }
      }
    }
    return exitCode;
  }

  private InputStream open(String file) throws CommandAbortedException {
    if (file.equals("-")) {
      return streams.in();
    }
    try {
      return Files.newInputStream(Path.of(file));
    } catch (IOException e) {
      throw new CommandAbortedException(
          ExitCodes.UNREADABLE_JOB, "cannot read " + file + ": " + IoReasons.of(e));
    }
  }

  /** Sends each part at once: whoever writes a line waits for its answer. */
  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
      out.flush();
    }
  }

  private void tell(String line, boolean isRecord) throws IOException {
    byte[] utf8 = line.getBytes(UTF_8);
    JsonObject answer = JsonObject.parse(utf8, 0, utf8.length);
    boolean refused = answer.has("problem");
    if (refused) {
      exitCode = ExitCodes.INVALID_JOB;
      streams.say(
          "line " + answer.number("line") + ": " + ServerCalls.text(answer.object("problem")));
    } else if (isRecord && exitCode == ExitCodes.OK && !TaskWait.succeeded(answer)) {
      exitCode = ExitCodes.TASKS_FAILED;
    }
    if ((isRecord && !refused) || values.get(ServerOptions.OUTPUT) == Output.JSONL) {
      print(line);
    } else if (!refused) {
      print(answer.text("id"));
    }
  }

  private void print(String line) throws IOException {
    streams.out().write((line + "\n").getBytes(UTF_8));
  }
}
