package dev.reeve.supervisor.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reeve.supervisor.serve.ServerOfTest;
import dev.reeve.supervisor.serve.queue.QueueBounds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that hold a server up, by design or not. */
final class SlowClientTest {
  private static final Duration LIMIT = Duration.ofMillis(300);
  private static final Duration IDLE = Duration.ofMillis(600);

  @TempDir private Path folder;
  private ServerOfTest server;

  @BeforeEach
  void start() throws IOException {
    start(IDLE);
  }

  private void start(Duration idle) throws IOException {
    HttpSetup setup = ServerOfTest.setup(new ListenAddress.Unix(folder.resolve("s")));
    HttpLimits limits =
        HttpLimits.DEFAULT.withTimes(
            new HttpLimits.Times(LIMIT, LIMIT, idle, Duration.ofSeconds(60)));
    server =
        ServerOfTest.start(
            new HttpSetup(setup.address(), null, List.of(), limits, setup.tasks()),
            QueueBounds.DEFAULT);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** Sends one byte again and again, which is never a pause, until the server has had enough. */
  private static void drip(RawClient client) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              try {
                client.write("x");
                return false;
              } catch (IOException e) {
                return true;
              }
            });
  }

  @Test
  void a_head_that_never_ends_is_cut_off_and_others_are_served_meanwhile() throws Exception {
    try (RawClient slow = server.client()) {
      slow.write("GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
      requireAlive();
      drip(slow);
      requireAlive();
    }
  }

  private void requireAlive() throws IOException {
    try (RawClient other = server.client()) {
      assertThat(other.call("GET", "/livez", "").status()).isEqualTo(200);
    }
  }

  @Test
  void a_body_that_comes_too_slowly_is_refused() throws Exception {
    try (RawClient slow = server.client()) {
      slow.write(
          "POST /v1/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: 100000\r\n\r\n");
      drip(slow);
    }
    await().until(() -> server.connections() == 0);
  }

  @Test
  void a_body_that_stops_is_answered_with_what_is_wrong() throws Exception {
    try (RawClient slow = server.client()) {
      slow.write(
          "POST /v1/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: 10\r\n\r\n{");
      RawClient.Answer answer = slow.read();
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.text()).contains("too-slow");
    }
  }

  @Test
  void a_connection_without_requests_is_closed() throws Exception {
    try (RawClient idle = server.client()) {
      assertThat(idle.call("GET", "/livez", "").text()).isEqualTo("alive\n");
      await().until(() -> server.connections() == 0);
      assertThatThrownBy(idle::read).isInstanceOf(IOException.class);
    }
  }

  /** A caller that waits for its answer is silent for a good reason. */
  @Test
  void a_caller_that_waits_is_not_idle() throws Exception {
    try (RawClient caller = server.client()) {
      long begin = System.nanoTime();
      RawClient.Answer answer = caller.call("POST", "/v1/handlers/hold?wait=1s", "");
      assertThat(answer.status()).isEqualTo(202);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(IDLE);
    }
  }

  @Test
  void a_stream_may_pause() throws Exception {
    try (RawClient stream = server.client();
        RawClient clock = server.client()) {
      String line = "{\"handler\":\"echo\"}\n";
      String part = "%x\r\n%s\r\n".formatted(line.length(), line);
      stream.write(
          "POST /v1/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n"
              + part);
      RawClient.Answer answers = stream.read();
      assertThat(answers.line()).contains("location");
      assertThat(clock.call("POST", "/v1/handlers/hold?wait=2s", "").status()).isEqualTo(202);
      stream.write(part + "0\r\n\r\n");
      assertThat(answers.line()).contains("location");
      assertThat(answers.line()).isNull();
    }
  }

  @Test
  void what_is_no_http_gets_a_problem_too() throws Exception {
    for (String request :
        new String[] {
          "GET /v1/tasks\r\n\r\n",
          "GET / HTTP/1.1\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
          "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n"
        }) {
      try (RawClient client = server.client()) {
        client.write(request);
        RawClient.Answer answer = client.read();
        assertThat(answer.status()).as(request).isIn(400, 431, 505);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).as("a reason").doesNotContain("\"detail\":\"Bad Request\"");
      }
    }
  }

  @Test
  void a_form_that_comes_too_slowly_is_refused() throws Exception {
    try (RawClient slow = server.client()) {
      slow.write(
          "POST /v1/handlers/echo HTTP/1.1\r\nHost: localhost\r\n"
              + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n"
              + "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n");
      drip(slow);
    }
    await().until(() -> server.connections() == 0);
  }

  @Test
  void a_connection_between_two_requests_is_no_head_that_does_not_end() throws Exception {
    server.close();
    start(Duration.ofSeconds(60));
    try (RawClient keeping = server.client();
        RawClient clock = server.client()) {
      assertThat(keeping.call("GET", "/livez", "").text()).isEqualTo("alive\n");
      assertThat(clock.call("POST", "/v1/handlers/hold?wait=1s", "").status()).isEqualTo(202);
      assertThat(keeping.call("GET", "/livez", "").text()).isEqualTo("alive\n");
    }
  }
}
