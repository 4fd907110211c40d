package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.serve.http.ListenAddress;
import dev.reeve.supervisor.serve.http.RawClient;
import dev.reeve.supervisor.serve.http.RawClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as its users start it. */
class ServeIT {
  private static final String JSON = "Content-Type: application/json";

  @TempDir Path folder;

  private Process process;

  @AfterEach
  void end() {
    if (process != null && process.isAlive()) {
      process.destroyForcibly();
      Reeve.exitCode(process);
    }
  }

  private RawClient start(String... options) throws IOException {
    Reeve reeve = Reeve.in(folder).withoutArchive().env("XDG_STATE_HOME", folder.toString());
    Path err = folder.resolve("err");
    Files.deleteIfExists(err);
    String[] all = Stream.concat(Stream.of("serve"), Stream.of(options)).toArray(String[]::new);
    process = reeve.start(reeve.file("out"), err, all);
    Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(() -> Files.exists(err) && Files.readString(err).contains("tasks are kept in"));
    return RawClient.to(new ListenAddress.Unix(folder.resolve("reeve/serve/socket")));
  }

  private static List<Path> bodies() {
    try (Stream<Path> all = Files.list(Path.of("/dev/shm"))) {
      return all.filter(path -> path.toString().contains("reeve-bodies-")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void tasks_are_taken_until_the_server_is_drained_and_nothing_is_left() throws Exception {
    Path document =
        Files.writeString(folder.resolve("d.json"), "{\"workers\":{\"count\":1},\"tasks\":[]}");
    try (RawClient client = start("--grace", "1s", document.toString())) {
      assertThat(Files.readString(folder.resolve("err")))
          .contains("reeve: listening at unix:", "in memory", "--queue FOLDER");
      Answer echo = client.call("POST", "/v1/handlers/echo", "{\"a\":1}", JSON);
      assertThat(echo.text()).isEqualTo("{\"a\":1}\n");
      Answer body = client.call("POST", "/v1/handlers/echo", "pixels", "Content-Type: image/png");
      assertThat(body.text()).contains("\"mediaType\":\"image/png\",\"bytes\":6");
      String sleep = "{\"id\":\"s\",\"handler\":\"sleep\",\"payload\":{\"duration\":\"10m\"}}";
      assertThat(client.call("POST", "/v1/tasks", sleep, JSON).status()).isEqualTo(202);
      Awaitility.await()
          .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
          .until(() -> client.call("GET", "/v1/tasks/s", "").text().contains("\"running\""));
      assertThat(client.call("GET", "/readyz", "").status()).isEqualTo(200);
      Files.writeString(document, "{\"workers\":{\"count\":2},\"tasks\":[]}");
      Signals.to(process, "HUP");
      Awaitility.await()
          .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
          .until(() -> client.call("GET", "/v1/workers", "").text().contains("\"size\":2"));
      assertThat(client.call("DELETE", "/v1/tasks/s", "").status()).isEqualTo(202);
      assertThat(client.call("GET", "/v1/tasks/s?wait=20s", "").text()).contains("cancelled");
    }
    process.destroy();
    assertThat(Reeve.exitCode(process)).isEqualTo(0);
    assertThat(folder.resolve("reeve/serve/socket")).doesNotExist();
    assertThat(bodies()).noneMatch(path -> path.toString().contains("-" + process.pid() + "-"));
  }

  @Test
  void what_was_accepted_runs_after_the_server_was_killed() throws Exception {
    String[] options = {"-j", "1", "--queue", folder.resolve("q").toString()};
    long killed;
    try (RawClient client = start(options)) {
      String sleep = "{\"handler\":\"sleep\",\"payload\":{\"duration\":\"10m\"}}";
      assertThat(client.call("PUT", "/v1/tasks/first", sleep, JSON).status()).isEqualTo(202);
      String echo = "{\"handler\":\"echo\",\"payload\":7}";
      assertThat(client.call("PUT", "/v1/tasks/second", echo, JSON).status()).isEqualTo(202);
      Answer body =
          client.call("POST", "/v1/handlers/echo?wait=1ms", "pixels", "Content-Type: image/png");
      assertThat(body.status()).isEqualTo(202);
      killed = process.pid();
      process.destroyForcibly();
      Reeve.exitCode(process);
    }
    assertThat(bodies()).anyMatch(path -> path.toString().contains("-" + killed + "-"));
    try (RawClient client = start(options)) {
      assertThat(client.call("DELETE", "/v1/tasks/first", "").status()).isIn(200, 202);
      assertThat(client.call("GET", "/v1/tasks/second?wait=20s", "").text())
          .contains("\"status\":\"succeeded\"", "\"result\":7");
      Awaitility.await()
          .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
          .until(() -> bodies().stream().noneMatch(p -> p.toString().contains("-" + killed + "-")));
      assertThat(client.call("POST", "/v1/drain", "").status()).isEqualTo(202);
    }
    assertThat(Reeve.exitCode(process)).isEqualTo(0);
  }
}
