package dev.reeve.supervisor.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.serve.ServerOfTest;
import dev.reeve.supervisor.serve.http.RawClient.Answer;
import dev.reeve.supervisor.serve.queue.QueueBounds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of tasks that are answered line by line. */
final class TaskStreamTest {
  private static final String NDJSON = "Content-Type: application/x-ndjson";

  @TempDir private Path folder;
  private ServerOfTest server;
  private RawClient client;

  @BeforeEach
  void start() throws IOException {
    HttpSetup setup = ServerOfTest.setup(new ListenAddress.Unix(folder.resolve("s")));
    server = ServerOfTest.start(setup, new QueueBounds(100, 1 << 20, 1_000, Duration.ofDays(1)));
    client = server.client();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void each_line_has_an_answer_in_its_place() throws Exception {
    String lines =
        "{\"id\":\"a\",\"handler\":\"echo\"}\n\n{\"handlr\":1}\r\n{\"id\":\"b\",\"handler\":\"fail\"}";
    Answer answer = client.call("POST", "/v1/tasks", lines, NDJSON);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
    List<String> answers = answer.text().lines().toList();
    assertThat(answers).hasSize(3);
    assertThat(answers.get(0)).contains("\"id\":\"a\"", "\"location\"");
    assertThat(answers.get(1)).startsWith("{\"line\":3,\"problem\":{").contains("handlr");
    assertThat(answers.get(2)).contains("\"id\":\"b\"");
  }

  @Test
  void a_caller_that_waits_gets_records() throws Exception {
    String lines =
        "{\"id\":\"a\",\"handler\":\"echo\",\"payload\":7}\n{\"id\":\"b\",\"handler\":\"fail\"}\n";
    List<String> answers =
        client.call("POST", "/v1/tasks?wait=5s", lines, NDJSON).text().lines().toList();
    assertThat(answers.get(0)).contains("\"status\":\"succeeded\"", "\"result\":7");
    assertThat(answers.get(1)).contains("\"status\":\"failed\"", "no luck");
  }

  @Test
  void records_that_a_caller_has_got_are_told_and_acceptances_are_not() throws Exception {
    List<String> delivered = new CopyOnWriteArrayList<>();
    server.server().onDelivery(delivered::add);
    String lines = "{\"id\":\"a\",\"handler\":\"echo\"}\n{\"id\":\"b\",\"handler\":\"fail\"}\n";
    assertThat(client.call("POST", "/v1/tasks?wait=5s", lines, NDJSON).text().lines()).hasSize(2);
    await().until(() -> delivered.size() == 2);
    String third = "{\"id\":\"c\",\"handler\":\"echo\"}\n";
    assertThat(client.call("POST", "/v1/tasks", third, NDJSON).text()).contains("location");
    assertThat(client.call("GET", "/v1/tasks/c?wait=5s", "").text()).contains("\"record\"");
    await().until(() -> delivered.size() == 3);
    assertThat(
            client.call("POST", "/v1/handlers/echo", "1", "Content-Type: application/json").text())
        .isEqualTo("1\n");
    await().until(() -> delivered.size() == 4);
    assertThat(delivered).startsWith("a", "b", "c");
  }

  /** Ten times as many tasks as the queue holds, and none is refused. */
  @Test
  void a_stream_waits_for_room_in_the_queue() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      lines.append("{\"handler\":\"echo\",\"payload\":").append(i).append("}\n");
    }
    client.call("POST", "/v1/pause", "").text();
    StringBuilder head = new StringBuilder("POST /v1/tasks HTTP/1.1\r\nHost: localhost\r\n");
    head.append(NDJSON).append("\r\nContent-Length: ").append(lines.length()).append("\r\n\r\n");
    try (RawClient stream = server.client()) {
      stream.write(head.append(lines).toString());
      await()
          .until(
              () -> server.queue().counts().waiting() + server.queue().counts().running() == 100);
      client.call("POST", "/v1/resume", "").text();
      String text = stream.read().text();
      assertThat(text.lines()).hasSize(1_000).noneMatch(line -> line.contains("problem"));
    }
    await()
        .until(
            () ->
                server.queue().counts().ended().values().stream().mapToLong(n -> n).sum() == 1_000);
  }

  @Test
  void answers_come_while_the_stream_goes_on() throws Exception {
    client.write(
        "POST /v1/tasks?wait=9s HTTP/1.1\r\nHost: localhost\r\n"
            + NDJSON
            + "\r\nTransfer-Encoding: chunked\r\n\r\n");
    String first = "{\"id\":\"h\",\"handler\":\"hold\"}\n";
    client.write("%x\r\n%s\r\n".formatted(first.length(), first));
    await().until(() -> server.pool().holds("h"));
    server.pool().succeed("h", Json.number(1));
    Answer answers = client.read();
    assertThat(answers.line()).contains("\"id\":\"h\"", "\"result\":1");
    String second = "{\"id\":\"i\",\"handler\":\"echo\"}\n";
    client.write("%x\r\n%s\r\n0\r\n\r\n".formatted(second.length(), second));
    assertThat(answers.line()).contains("\"id\":\"i\"");
    assertThat(answers.line()).isNull();
  }

  @Test
  void the_tasks_of_a_stream_that_breaks_off_go_on() throws Exception {
    try (RawClient leaving = server.client()) {
      leaving.write(
          "POST /v1/tasks HTTP/1.1\r\nHost: localhost\r\n"
              + NDJSON
              + "\r\nContent-Length: 100\r\n\r\n{\"id\":\"k\",\"handler\":\"hold\"}\n{\"id\":\"not\"");
      await().until(() -> server.pool().holds("k"));
    }
    server.pool().succeed("k", Json.NULL);
    assertThat(client.call("GET", "/v1/tasks/k?wait=5s", "").text()).contains("succeeded");
    assertThat(client.call("GET", "/v1/tasks/not", "").status()).isEqualTo(404);
  }

  private static final String HEAD =
      "POST /v1/tasks HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
          + NDJSON
          + "\r\n\r\n";

  @Test
  void a_client_that_leaves_before_its_first_line_keeps_no_connection() throws Exception {
    await().until(() -> server.connections() <= 1);
    for (int i = 0; i < 5; i++) {
      try (RawClient leaving = server.client()) {
        leaving.write(HEAD);
      }
      try (RawClient leaving = server.client()) {
        leaving.write(HEAD + "1a\r\n{\"id\":\"l\",\"handler\":\"hol");
      }
    }
    await().until(() -> server.connections() <= 1);
  }

  @Test
  void a_stream_that_is_no_proper_http_is_answered_to_its_end() throws Exception {
    for (String broken : new String[] {"zz\r\n", "-1\r\n", "1\r\nxyz"}) {
      try (RawClient stream = server.client()) {
        stream.write(HEAD + broken);
        Answer answers = stream.read();
        assertThat(answers.line()).as(broken).contains("\"problem\"", "breaks off");
        assertThat(answers.line()).as(broken).isNull();
      }
    }
  }
}
