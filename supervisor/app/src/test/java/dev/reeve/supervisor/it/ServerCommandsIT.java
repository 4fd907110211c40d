package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
  void commands_find_the_server_of_this_user() throws Exception {
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
    assertThat(call("submit", "--id", "a", "echo", "{\"n\":1}").out()).isEqualTo("a\n");
    assertThat(call("wait", "a").record("a")).contains("\"result\":{\"n\":1}");
    assertThat(call("drain").err()).contains("ends");
    assertThat(Reeve.exitCode(server)).isZero();
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
    assertThat(status(address, Files.readString(token).strip())).isEqualTo(200);
    assertThat(status(address, "another-token-than-its")).isEqualTo(401);
    Files.writeString(token, "short\n");
    Signals.to(server, "HUP");
    awaitError("reeve: HUP: the tokens stay as they are: the first line of");
    Files.writeString(token, "another-token-than-its\n");
    Signals.to(server, "HUP");
    awaitError("reeve: HUP: read the tokens again");
    assertThat(status(address, "another-token-than-its")).isEqualTo(200);
    assertThat(call("drain", Long.toString(server.pid())).exitCode()).isZero();
    assertThat(Reeve.exitCode(server)).isZero();
  }

  /** Returns the status of HTTP with which the server answers a caller that has that token. */
  private static int status(String address, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/v1/workers"))
            .header("Authorization", "Bearer " + token)
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
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
