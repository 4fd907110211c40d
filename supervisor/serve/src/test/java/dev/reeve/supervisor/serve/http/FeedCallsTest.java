package dev.reeve.supervisor.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.BatchRelease;
import dev.reeve.supervisor.serve.ServerOfTest;
import dev.reeve.supervisor.serve.http.RawClient.Answer;
import dev.reeve.supervisor.serve.queue.QueueBounds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events, results and metrics, and the control of the server. */
final class FeedCallsTest {
  private static final String JSON = "Content-Type: application/json";

  @TempDir private Path folder;
  private ServerOfTest server;
  private RawClient client;

  @BeforeEach
  void start() throws IOException {
    HttpSetup setup = ServerOfTest.setup(new ListenAddress.Unix(folder.resolve("s")));
    HttpLimits limits =
        HttpLimits.DEFAULT.withTimes(
            new HttpLimits.Times(
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMillis(100)));
    server =
        ServerOfTest.start(
            new HttpSetup(setup.address(), null, List.of(), limits, setup.tasks()),
            QueueBounds.DEFAULT);
    client = server.client();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private void submit(String id, String handler) throws IOException {
    String task = "{\"id\":\"%s\",\"handler\":\"%s\"}".formatted(id, handler);
    Answer answer = client.call("POST", "/v1/tasks", task, JSON);
    assertThat(answer.status()).isEqualTo(202);
  }

  private static String next(Answer events, String start) throws IOException {
    String line = events.line();
    while (line != null && !line.startsWith(start)) {
      line = events.line();
    }
    return line;
  }

  @Test
  void events_come_as_they_happen_and_go_on_where_a_client_left_off() throws Exception {
    String last;
    try (RawClient page = server.client()) {
      Answer events = page.call("GET", "/v1/events", "");
      assertThat(events.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(events.line()).startsWith("retry:");
      submit("a", "fail");
      assertThat(next(events, "event:")).isEqualTo("event: task_accepted");
      assertThat(next(events, "data:")).contains("\"id\":\"a\"", "\"handler\":\"fail\"");
      last = next(events, "id:").substring(4);
      assertThat(next(events, "event:")).isEqualTo("event: task_start");
      assertThat(next(events, "event:")).isEqualTo("event: task_end");
      assertThat(next(events, "data:"))
          .contains("\"status\":\"failed\"", "no luck")
          .doesNotContain("stack");
      assertThat(next(events, ":")).isEqualTo(": alive");
    }
    try (RawClient page = server.client()) {
      Answer events = page.call("GET", "/v1/events", "", "Last-Event-ID: " + last);
      assertThat(next(events, "event:")).isEqualTo("event: task_end");
      submit("b", "echo");
      assertThat(next(events, "event:")).isEqualTo("event: task_accepted");
    }
  }

  @Test
  void a_client_of_an_earlier_server_is_told_that_it_has_missed_events() throws Exception {
    try (RawClient page = server.client()) {
      Answer events = page.call("GET", "/v1/events", "", "Last-Event-ID: 17-4");
      assertThat(next(events, "event:")).isEqualTo("event: reset");
    }
  }

  @Test
  void results_can_be_followed_from_the_beginning_and_from_a_task_on() throws Exception {
    submit("a", "echo");
    submit("b", "fail");
    await().until(() -> client.call("GET", "/v1/results", "").text().lines().count() == 2);
    assertThat(client.call("GET", "/v1/results?after=a", "").text())
        .contains("\"id\":\"b\"", "stack")
        .doesNotContain("\"id\":\"a\"");
    assertThat(client.call("GET", "/v1/results?after=z", "").status()).isEqualTo(410);
    try (RawClient follower = server.client()) {
      Answer results = follower.call("GET", "/v1/results?follow&after=b", "");
      submit("c", "echo");
      assertThat(next(results, "{")).contains("\"id\":\"c\"");
      server.close();
      assertThat(next(results, "{")).isNull();
    }
  }

  @Test
  void metrics_count_tasks_by_handler_and_outcome() throws Exception {
    submit("a", "echo");
    submit("b", "fail");
    submit("c", "hold");
    await().until(() -> server.pool().holds("c"));
    server.server().listener().batchReleased("read", 32, BatchRelease.FULL);
    await()
        .untilAsserted(
            () ->
                assertThat(client.call("GET", "/metrics", "").text())
                    .contains(
                        "reeve_tasks_accepted_total{handler=\"echo\"} 1.0",
                        "reeve_tasks_ended_total{handler=\"fail\",status=\"failed\"} 1.0",
                        "reeve_tasks{state=\"running\"} 1.0",
                        "reeve_task_wait_seconds_count{handler=\"echo\"} 1",
                        "reeve_batches_released_total{handler=\"read\",why=\"full\"} 1.0",
                        "reeve_batch_items_sum{handler=\"read\"} 32.0",
                        "reeve_workers{state=\"idle\"} 1.0",
                        "reeve_worker_resident_bytes{slot=\"0\"}"));
    assertThat(client.call("GET", "/metrics", "").header("Content-Type"))
        .startsWith("text/plain; version=0.0.4");
    server.pool().succeed("c", Json.NULL);
  }

  @Test
  void the_pool_is_paused_resumed_and_resized() throws Exception {
    assertThat(client.call("POST", "/v1/pause", "").text()).contains("\"state\":\"paused\"");
    submit("a", "echo");
    assertThat(client.call("GET", "/v1/tasks/a", "").text()).contains("\"state\":\"waiting\"");
    assertThat(client.call("POST", "/v1/resume", "").text()).contains("\"state\":\"running\"");
    assertThat(client.call("GET", "/v1/tasks/a?wait=5s", "").text()).contains("succeeded");
    Answer status = client.call("PUT", "/v1/workers", "{\"size\":3}", JSON);
    assertThat(status.text()).contains("\"size\":3", "\"workers\":[{", "\"queue\":{\"waiting\":0");
    for (String bad : new String[] {"{\"size\":0}", "{}", "[]"}) {
      assertThat(client.call("PUT", "/v1/workers", bad, JSON).status()).as(bad).isEqualTo(400);
    }
    assertThat(server.messages()).anyMatch(message -> message.contains("paused by request"));
  }

  @Test
  void a_drained_server_answers_all_who_wait_and_takes_no_more() throws Exception {
    submit("a", "hold");
    await().until(() -> server.pool().holds("a"));
    assertThat(client.call("GET", "/readyz", "").status()).isEqualTo(200);
    try (RawClient waiting = server.client()) {
      waiting.write("GET /v1/tasks/a?wait=20s HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.call("POST", "/v1/drain", "").status()).isEqualTo(202);
      assertThat(waiting.read().text()).contains("\"status\":\"cancelled\"");
    }
    Answer refused = client.call("POST", "/v1/tasks", "{\"handler\":\"echo\"}", JSON);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isEqualTo("5");
    assertThat(client.call("GET", "/readyz", "").status()).isEqualTo(503);
    assertThat(client.call("GET", "/livez", "").status()).isEqualTo(200);
    assertThat(server.outcome().join().summary().message()).isNull();
  }

  @Test
  void a_server_that_is_closed_still_answers_who_waits() throws Exception {
    try (RawClient waiting = server.client()) {
      String task = "{\"id\":\"a\",\"handler\":\"hold\"}";
      waiting.write(
          "POST /v1/tasks?wait=20s HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(JSON, task.length(), task));
      await().until(() -> server.pool().holds("a"));
      server.close();
      assertThat(waiting.read().text()).contains("\"status\":\"cancelled\"");
    }
  }

  @Test
  void the_head_of_an_endless_answer_is_an_answer() throws Exception {
    for (String path : new String[] {"/v1/events", "/v1/results?follow", "/page/data"}) {
      try (RawClient looker = server.client()) {
        Answer head = looker.call("HEAD", path, "");
        assertThat(head.status()).as(path).isEqualTo(200);
        looker.write("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(looker.read().text()).as(path).isEqualTo("alive\n");
      }
    }
  }

  @Test
  void a_follower_has_the_head_of_its_answer_before_there_is_a_result() throws Exception {
    try (RawClient follower = server.client()) {
      assertThat(follower.call("GET", "/v1/results?follow", "").status()).isEqualTo(200);
    }
  }
}
