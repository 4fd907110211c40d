package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that talk to a server, and programs in Python. */
class ServerCommandsIT {
  private static final Path EXAMPLES = Reeve.TOP.resolve("supervisor/examples/serve");

  @TempDir Path folder;

  private Process server;

  @AfterEach
  void end() {
    if (server != null && server.isAlive()) {
      server.destroyForcibly();
      Reeve.exitCode(server);
    }
  }

  private void start(String... options) throws IOException {
    Path err = folder.resolve("server-err");
    Files.deleteIfExists(err);
    server = reeve().start(folder.resolve("server-out"), err, options);
    Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(() -> Files.exists(err) && Files.readString(err).contains("tasks are kept in"));
  }

  private Reeve reeve() {
    return Reeve.in(folder).withoutArchive().env("XDG_STATE_HOME", folder.toString());
  }

  private Finished call(String... command) {
    return reeve().run(command);
  }

  @Test
  void tasks_are_submitted_awaited_and_cancelled_by_commands() throws Exception {
    start("serve", "-j", "1");
    Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(call("ps").out())
                    .startsWith(server.pid() + "\t")
                    .endsWith(
                        "\tserve at unix:%s/reeve/serve/socket, queue in memory\n"
                            .formatted(folder)));
    Finished submitted = call("submit", "--id", "a", "echo", "{\"n\":1}");
    assertThat(submitted.out()).isEqualTo("a\n");
    assertThat(call("submit", "--id", "a", "echo", "{\"n\":1}").exitCode()).isZero();
    Finished other = call("submit", "--id", "a", "echo", "2");
    assertThat(other.exitCode()).isEqualTo(65);
    assertThat(other.err()).contains("reeve: The id is that of another task: ");
    Finished waited = call("wait", "a");
    assertThat(waited.exitCode()).isZero();
    assertThat(waited.record("a")).contains("\"status\":\"succeeded\"", "\"result\":{\"n\":1}");
    Finished failed = call("submit", "--wait", "file/sha256", "{\"path\":\"none\"}");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).contains("\"status\":\"failed\"");
    assertThat(call("submit", "no/such").exitCode()).isZero();
    assertThat(call("wait", "unknown").exitCode()).isEqualTo(1);
    assertThat(call("submit", "exec", "{\"command\":[\"true\"]}").exitCode()).isEqualTo(77);
    assertThat(call("submit", "echo", "{").exitCode()).isEqualTo(65);
    steer();
  }

  private void steer() {
    assertThat(call("pause").err()).contains("paused; ");
    assertThat(call("submit", "--id", "held", "echo").exitCode()).isZero();
    assertThat(call("status").out()).contains("nothing starts: the run is paused");
    assertThat(call("cancel", "held").err()).contains("task held is cancelled");
    assertThat(call("wait", "held").out()).contains("\"status\":\"cancelled\"");
    assertThat(call("cancel", "held").exitCode()).isEqualTo(1);
    assertThat(call("resume").err()).contains("resumed");
    assertThat(call("workers", "2").err()).contains("2 workers");
    assertThat(call("drain").err()).contains("ends");
    assertThat(Reeve.exitCode(server)).isZero();
    Finished none = call("submit", "echo");
    assertThat(none.exitCode()).isEqualTo(69);
    assertThat(none.err()).contains("reeve: no server answers at unix:", "start one with: ");
  }

  @Test
  void a_stream_goes_through_a_small_queue_line_by_line() throws Exception {
    start("serve", "-j", "1", "--max-queue", "20");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      lines.append("{\"id\":\"t%d\",\"handler\":\"echo\",\"payload\":%d}\n".formatted(i, i));
      if (i == 100) {
        lines.append("{\"handle\":\"echo\"}\n");
      }
    }
    Files.writeString(folder.resolve("tasks.jsonl"), lines);
    Finished records = call("submit", "--wait", "--stream", "tasks.jsonl");
    assertThat(records.exitCode()).isEqualTo(65);
    assertThat(records.records()).hasSize(200);
    assertThat(records.record("t199")).contains("\"result\":199");
    assertThat(records.err()).contains("reeve: line 102: ", "did you mean \"handler\"?");
  }

  @Test
  void python_needs_nothing_but_its_own_library_to_call_a_handler() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String address = "127.0.0.1:" + port;
    start("serve", "-j", "2", "--listen", address);
    Path token = folder.resolve("reeve/serve/token");
    Finished one = python(address, token, "one.py", "file/sha256", "{\"path\":\"none\"}");
    assertThat(one.exitCode()).isEqualTo(1);
    assertThat(one.err()).contains("none");
    Finished stress = python(address, token, "stress.py");
    assertThat(stress.err() + stress.out()).contains("500 of 500 answers are right");
    Finished wrong = reeve().env("REEVE_AT", address).run("submit", "echo", "--token-file", "t");
    assertThat(wrong.exitCode()).isEqualTo(66);
    Files.writeString(folder.resolve("t"), "another-token-than-its\n");
    wrong = reeve().env("REEVE_AT", address).run("submit", "echo", "--token-file", "t");
    assertThat(wrong.exitCode()).isEqualTo(77);
    assertThat(reeve().env("REEVE_AT", address).run("submit", "echo").exitCode()).isZero();
    Files.writeString(token, "short\n");
    Signals.to(server, "HUP");
    awaitError("reeve: HUP: the tokens stay as they are: the first line of");
    Files.writeString(token, "another-token-than-its\n");
    Signals.to(server, "HUP");
    awaitError("reeve: HUP: read the tokens again");
    Finished now = reeve().env("REEVE_AT", address).run("submit", "echo", "--token-file", "t");
    assertThat(now.exitCode()).isZero();
    assertThat(call("drain", Long.toString(server.pid())).exitCode()).isZero();
    assertThat(Reeve.exitCode(server)).isZero();
  }

  private void awaitError(String text) {
    Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(() -> Files.readString(folder.resolve("server-err")).contains(text));
  }

  private Finished python(String address, Path token, String program, String... arguments) {
    List<String> words = new ArrayList<>(List.of(EXAMPLES.resolve(program).toString()));
    words.addAll(List.of(arguments));
    return Reeve.in(folder)
        .env("REEVE_AT", address)
        .env("REEVE_TOKEN_FILE", token.toString())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .program(Path.of("python3"), words.toArray(String[]::new));
  }

  @Tag("long")
  @Test
  void tasks_of_a_schedule_come_by_themselves() throws Exception {
    Files.writeString(
        folder.resolve("d.json"),
        """
        {"tasks": [], "schedules": [
          {"every": "1s", "task": {"id": "tick", "handler": "echo", "payload": "tick"}}]}
        """);
    start("serve", "-j", "1", "d.json");
    Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(() -> call("status").out().matches("(?s).*\\b([2-9]|[1-9]\\d+) done.*"));
    Files.writeString(
        folder.resolve("d.json"), "{\"tasks\": [], \"schedules\": [{\"cron\": \"no\"}]}");
    Finished invalid = call("serve", "--listen", "unix:other", "d.json");
    assertThat(invalid.exitCode()).isEqualTo(65);
    assertThat(invalid.err()).contains("schedules[0]");
  }
}
