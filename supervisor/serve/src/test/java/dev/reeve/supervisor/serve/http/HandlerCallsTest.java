package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.os.OwnerOnlyFiles;
import dev.reeve.supervisor.control.JsonObject;
import dev.reeve.supervisor.serve.ServerOfTest;
import dev.reeve.supervisor.serve.http.RawClient.Answer;
import dev.reeve.supervisor.serve.queue.QueueBounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of handlers there and back. */
final class HandlerCallsTest {
  private static final String JSON = "Content-Type: application/json";
  private static final String PICTURE = "Content-Type: image/png";

  @TempDir private Path folder;
  private ServerOfTest server;
  private RawClient client;
  private final List<Path> files = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    HttpSetup setup = ServerOfTest.setup(new ListenAddress.Unix(folder.resolve("s")));
    HttpLimits limits = new HttpLimits(1024, 100_000, 150_000, 100, HttpLimits.Times.DEFAULT);
    server =
        ServerOfTest.start(
            new HttpSetup(setup.address(), null, List.of(), limits, setup.tasks()),
            new QueueBounds(2, 1 << 20, 100, Duration.ofDays(1)),
            Map.of("look", this::look));
    client = server.client();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  /** What a worker would do with a body that it gets as a file. */
  private Json look(Json payload) {
    try {
      JsonObject body = JsonObject.parse(payload.utf8(), 0, payload.length());
      Path file = Path.of(body.text("path"));
      files.add(file);
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      String text = Files.readString(file, UTF_8);
      return Json.string(
          "%s %s %d %s %s"
              .formatted(
                  mode,
                  body.text("mediaType"),
                  body.number("bytes"),
                  body.has("name") ? body.text("name") : "-",
                  text.length() > 10 ? text.length() : text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_payload_goes_in_and_the_result_comes_out() throws Exception {
    Answer answer = client.call("POST", "/v1/handlers/echo", "{\"a\": [1]}", JSON);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header(HandlerCalls.TASK_HEADER)).hasSize(26);
    assertThat(answer.text()).isEqualTo("{\"a\":[1]}\n");
    assertThat(client.call("POST", "/v1/handlers/echo", "").text()).isEqualTo("null\n");
    String record = client.call("GET", answer.header("Location"), "").text();
    assertThat(record).contains("\"durable\":false", "\"status\":\"succeeded\"");
  }

  @Test
  void what_goes_wrong_has_a_status_of_its_own_and_the_record() throws Exception {
    Map<String, Integer> statuses = Map.of("fail", 500, "slow", 504, "crash", 502, "no/such", 404);
    for (Map.Entry<String, Integer> each : statuses.entrySet()) {
      Answer answer = client.call("POST", "/v1/handlers/" + each.getKey(), "1", JSON);
      assertThat(answer.status()).as(each.getKey()).isEqualTo(each.getValue());
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.text()).contains("\"record\":{\"seq\":", "\"detail\":\"");
    }
    Answer invalid = client.call("POST", "/v1/handlers/echo", "{", JSON);
    assertThat(invalid.status()).isEqualTo(400);
    assertThat(invalid.text()).contains("the payload is not valid JSON");
  }

  @Test
  void a_raw_body_reaches_the_handler_as_a_file_that_goes_with_the_call() throws Exception {
    Answer answer = client.call("POST", "/v1/handlers/look", "pixels", PICTURE);
    assertThat(answer.text()).isEqualTo("\"rw------- image/png 6 - pixels\"\n");
    await().until(() -> !Files.exists(files.get(0)));
    assertThat(Files.isDirectory(files.get(0).getParent())).isTrue();
    Answer large =
        client.call(
            "POST", "/v1/handlers/look", "x".repeat(90_000), "Content-Type: audio/ogg; a=b");
    assertThat(large.text()).isEqualTo("\"rw------- audio/ogg 90000 - 90000\"\n");
    stop();
    assertThat(files.get(0).getParent()).doesNotExist();
    assertThat(OwnerOnlyFiles.areSupported(folder)).isTrue();
  }

  @Test
  void the_file_of_a_form_reaches_the_handler_too() throws Exception {
    String type = "Content-Type: multipart/form-data; boundary=b";
    String file =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"s.png\"\r\n"
            + "Content-Type: image/png\r\n\r\npixels\r\n";
    String field = "--b\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n1\r\n";
    Answer answer = client.call("POST", "/v1/handlers/look", file + "--b--\r\n", type);
    assertThat(answer.text()).isEqualTo("\"rw------- image/png 6 s.png pixels\"\n");
    for (String form : new String[] {field + "--b--\r\n", file + field + "--b--\r\n", "--x"}) {
      Answer refused = client.call("POST", "/v1/handlers/look", form, type);
      assertThat(refused.status()).as(form).isEqualTo(400);
    }
    await().until(() -> isEmpty(files.get(0).getParent()));
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var all = Files.list(folder)) {
      return all.findAny().isEmpty();
    }
  }

  @Test
  void bodies_that_are_too_large_are_refused() throws Exception {
    Answer json = client.call("POST", "/v1/handlers/echo", "\"" + "x".repeat(1024) + "\"", JSON);
    assertThat(json.status()).isEqualTo(413);
    assertThat(json.text()).contains("\"limit\":1024", "--max-body");
    assertThat(client.call("POST", "/v1/handlers/look", "x".repeat(100_001), PICTURE).status())
        .isEqualTo(413);
    try (RawClient chunked = server.client()) {
      chunked.write(
          "POST /v1/handlers/echo HTTP/1.1\r\nHost: localhost\r\n"
              + JSON
              + "\r\nTransfer-Encoding: chunked\r\n\r\n800\r\n"
              + "1".repeat(2048)
              + "\r\n");
      assertThat(chunked.read().status()).isEqualTo(413);
    }
  }

  @Test
  void a_full_queue_and_full_files_say_when_to_come_again() throws Exception {
    client.call("POST", "/v1/handlers/hold?wait=1ms", "x".repeat(80_000), PICTURE).text();
    Answer files = client.call("POST", "/v1/handlers/look", "x".repeat(80_000), PICTURE);
    assertThat(files.status()).isEqualTo(429);
    assertThat(files.text()).contains("files-full");
    client.call("POST", "/v1/handlers/hold?wait=1ms", "2", JSON).text();
    Answer full = client.call("POST", "/v1/handlers/echo", "3", JSON);
    assertThat(full.status()).isEqualTo(429);
    assertThat(full.header("Retry-After")).isEqualTo("1");
    assertThat(full.text()).contains("queue-full", "\"used\":2", "\"limit\":2");
    assertThat(client.call("POST", "/v1/tasks", "{\"handler\":\"echo\"}", JSON).status())
        .isEqualTo(429);
    Answer file = client.call("POST", "/v1/handlers/look", "x", PICTURE);
    assertThat(file.status()).isEqualTo(429);
  }

  @Test
  void bodies_that_are_encoded_are_refused() throws Exception {
    for (String type : new String[] {JSON, PICTURE}) {
      Answer zipped = client.call("POST", "/v1/handlers/look", "x", type, "Content-Encoding: gzip");
      assertThat(zipped.status()).isEqualTo(415);
      assertThat(zipped.text()).contains("Content-Encoding is gzip");
      assertThat(
              client
                  .call("POST", "/v1/handlers/echo", "1", JSON, "Content-Encoding: identity")
                  .status())
          .isEqualTo(200);
    }
    Answer text = client.call("POST", "/v1/handlers/look", "x", "Content-Type: text/plain");
    assertThat(text.status()).isEqualTo(415);
    assertThat(text.text()).contains("any type that is none of a form").doesNotContain("*/*");
  }

  @Test
  void a_file_has_no_key() throws Exception {
    Answer answer = client.call("POST", "/v1/handlers/look", "x", PICTURE, "Idempotency-Key: a");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("leave it out");
  }
}
