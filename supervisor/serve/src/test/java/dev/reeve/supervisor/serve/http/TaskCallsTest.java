package dev.reeve.supervisor.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.serve.ServerOfTest;
import dev.reeve.supervisor.serve.http.RawClient.Answer;
import dev.reeve.supervisor.serve.queue.QueueStorageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that are submitted, looked at and cancelled by HTTP. */
final class TaskCallsTest {
  private static final String JSON = "Content-Type: application/json";

  @TempDir private Path folder;
  private ServerOfTest server;
  private RawClient client;

  @BeforeEach
  void start() throws IOException {
    server = ServerOfTest.in(folder);
    client = server.client();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void a_task_is_accepted_and_can_be_looked_at() throws Exception {
    Answer accepted =
        client.call(
            "POST", "/v1/tasks", "{\"id\":\"a/b c\",\"handler\":\"echo\",\"payload\":1}", JSON);
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.header("Location")).isEqualTo("/v1/tasks/a/b%20c");
    assertThat(accepted.text()).contains("\"id\":\"a/b c\"", "\"location\":");
    Answer ended = client.call("GET", accepted.header("Location") + "?wait=5s", "");
    assertThat(ended.status()).isEqualTo(200);
    assertThat(ended.text())
        .contains("\"state\":\"ended\"", "\"status\":\"succeeded\"", "\"result\":1");
  }

  @Test
  void a_caller_that_waits_gets_the_record() throws Exception {
    Answer answer =
        client.call("POST", "/v1/tasks?wait=5s", "{\"handler\":\"echo\",\"payload\":[2]}", JSON);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("\"status\":\"succeeded\"", "\"result\":[2]");
    Answer preferred =
        client.call("POST", "/v1/tasks", "{\"handler\":\"echo\"}", JSON, "Prefer: wait=5");
    assertThat(preferred.status()).isEqualTo(200);
    assertThat(preferred.header("Preference-Applied")).isEqualTo("wait=5");
    assertThat(preferred.text()).contains("succeeded");
  }

  @Test
  void a_caller_whose_time_is_over_gets_the_place_of_the_task() throws Exception {
    Answer answer =
        client.call("POST", "/v1/tasks?wait=10ms", "{\"id\":\"h\",\"handler\":\"hold\"}", JSON);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text()).contains("/v1/tasks/h");
    server.pool().succeed("h", Json.number(3));
    assertThat(client.call("GET", "/v1/tasks/h?wait=5s", "").text()).contains("\"result\":3");
  }

  @Test
  void the_task_of_a_caller_that_leaves_goes_on() throws Exception {
    try (RawClient leaving = server.client()) {
      leaving.write(
          "POST /v1/tasks?wait=30s HTTP/1.1\r\nHost: localhost\r\n"
              + JSON
              + "\r\nContent-Length: 28\r\n\r\n{\"id\":\"g\",\"handler\":\"hold\"} ");
      await().until(() -> server.pool().holds("g"));
    }
    server.pool().succeed("g", Json.number(4));
    assertThat(client.call("GET", "/v1/tasks/g?wait=5s", "").text()).contains("\"result\":4");
  }

  @Test
  void the_same_content_is_the_same_task_and_other_content_is_refused() throws Exception {
    String task = "{\"handler\":\"hold\",\"payload\":1}";
    String number = client.call("PUT", "/v1/tasks/p", task, JSON).text();
    assertThat(client.call("PUT", "/v1/tasks/p", task, JSON).text())
        .contains(number.substring(0, number.indexOf("handler")));
    Answer other = client.call("PUT", "/v1/tasks/p", "{\"handler\":\"echo\"}", JSON);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(other.text()).contains("urn:reeve:problem:id-taken", "use another id");
    Answer misnamed =
        client.call("PUT", "/v1/tasks/p", "{\"id\":\"q\",\"handler\":\"echo\"}", JSON);
    assertThat(misnamed.status()).isEqualTo(422);
    assertThat(misnamed.text()).contains("leave one of them out");
  }

  @Test
  void a_key_makes_a_repeated_request_harmless() throws Exception {
    String task = "{\"handler\":\"echo\",\"payload\":1}";
    String key = "Idempotency-Key: \"k-1\"";
    String first = client.call("POST", "/v1/tasks?wait=5s", task, JSON, key).text();
    assertThat(client.call("POST", "/v1/tasks?wait=5s", task, JSON, key).text()).isEqualTo(first);
    Answer other = client.call("POST", "/v1/tasks", "{\"handler\":\"hold\"}", JSON, key);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.text()).contains("key-reused");
    String named = "{\"id\":\"n1\",\"handler\":\"echo\"}";
    String own = "Idempotency-Key: k-2";
    assertThat(client.call("POST", "/v1/tasks", named, JSON, own).status()).isEqualTo(202);
    assertThat(client.call("POST", "/v1/tasks", named.replace("n1", "n2"), JSON, own).status())
        .isEqualTo(422);
  }

  @Test
  void an_invalid_task_is_refused_with_all_that_is_wrong() throws Exception {
    Answer answer = client.call("POST", "/v1/tasks", "{\"handlr\":\"echo\",\"retries\":-1}", JSON);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("invalid-task", "handlr", "retries", "\"errors\":[");
  }

  @Test
  void lists_go_from_the_newest_on_and_page_by_page() throws Exception {
    for (int i = 1; i <= 5; i++) {
      String task =
          "{\"id\":\"t%d\",\"handler\":\"%s\"}".formatted(i, i % 2 == 0 ? "fail" : "echo");
      client.call("POST", "/v1/tasks?wait=5s", task, JSON).text();
    }
    String first = client.call("GET", "/v1/tasks?limit=3", "").text();
    assertThat(first).contains("\"t5\"", "\"t4\"", "\"t3\"").doesNotContain("\"t2\"");
    String cursor = first.replaceFirst("(?s).*\"next\":\"([^\"]*)\".*", "$1");
    String second = client.call("GET", "/v1/tasks?limit=3&cursor=" + cursor, "").text();
    assertThat(second).contains("\"t2\"", "\"t1\"", "\"next\":null").doesNotContain("\"t3\"");
    String failed = client.call("GET", "/v1/tasks?status=failed", "").text();
    assertThat(failed)
        .contains("\"t4\"", "\"t2\"", "no luck")
        .doesNotContain("\"t5\"", "stack", "payload");
    assertThat(client.call("GET", "/v1/tasks?handler=none", "").text()).contains("\"tasks\":[]");
    for (String bad : new String[] {"limit=0", "limit=x", "status=gone", "cursor=x", "wait=1"}) {
      Answer refused = client.call("GET", "/v1/tasks?" + bad, "");
      String text = refused.text();
      assertThat(refused.status()).as(bad + text).isEqualTo(bad.equals("wait=1") ? 200 : 400);
    }
  }

  @Test
  void tasks_are_cancelled_whether_they_wait_or_run() throws Exception {
    client.call("POST", "/v1/tasks", "{\"id\":\"run\",\"handler\":\"hold\"}", JSON).text();
    await().until(() -> server.pool().holds("run"));
    Answer running = client.call("DELETE", "/v1/tasks/run", "");
    assertThat(running.status()).isEqualTo(202);
    assertThat(running.text()).contains("\"outcome\":\"ending\"");
    assertThat(client.call("GET", "/v1/tasks/run?wait=5s", "").text()).contains("cancelled");
    Answer again = client.call("DELETE", "/v1/tasks/run", "");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text()).contains("nothing left to cancel");
    Answer unknown = client.call("DELETE", "/v1/tasks/nobody", "");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text()).contains("\"task\":\"nobody\"");
  }

  @Test
  void a_cancelled_task_that_the_pool_does_not_have_yet_is_cancelled_too() throws Exception {
    client.call("POST", "/v1/pause", "").text();
    client.call("POST", "/v1/tasks", "{\"id\":\"w\",\"handler\":\"echo\"}", JSON).text();
    Answer answer = client.call("DELETE", "/v1/tasks/w", "");
    assertThat(answer.status()).isIn(200, 202);
    answer.text();
    assertThat(client.call("GET", "/v1/tasks/w?wait=5s", "").text())
        .contains("\"status\":\"cancelled\"");
  }

  @Test
  void a_cancelled_task_that_has_not_begun_has_ended_with_the_answer() throws Exception {
    client.call("POST", "/v1/pause", "").text();
    for (int i = 0; i < 20; i++) {
      client.call("POST", "/v1/tasks", "{\"id\":\"%d\",\"handler\":\"echo\"}".formatted(i), JSON);
      Answer answer = client.call("DELETE", "/v1/tasks/" + i, "");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).contains("\"outcome\":\"ended\"");
      assertThat(client.call("GET", "/v1/tasks/" + i, "").text()).contains("cancelled");
    }
  }

  @Test
  void a_key_counts_for_tasks_with_and_without_ids() throws Exception {
    String key = "Idempotency-Key: k";
    client.call("POST", "/v1/tasks", "{\"handler\":\"echo\"}", JSON, key).text();
    Answer named =
        client.call("POST", "/v1/tasks", "{\"id\":\"n\",\"handler\":\"echo\"}", JSON, key);
    assertThat(named.status()).isEqualTo(422);
    assertThat(named.text()).contains("key-reused");
    Answer call = client.call("POST", "/v1/handlers/echo", "7", JSON, key);
    assertThat(call.status()).isEqualTo(422);
    assertThat(call.text()).contains("key-reused");
  }

  @Test
  void the_key_of_a_task_that_was_refused_can_be_used_for_the_mended_one() throws Exception {
    String key = "Idempotency-Key: mended";
    client.call("POST", "/v1/tasks", "{\"id\":\"m\",\"handler\":\"echo\"}", JSON).text();
    Answer taken =
        client.call("POST", "/v1/tasks", "{\"id\":\"m\",\"handler\":\"fail\"}", JSON, key);
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.text()).contains("id-taken");
    assertThat(
            client
                .call("POST", "/v1/tasks", "{\"id\":\"o\",\"handler\":\"fail\"}", JSON, key)
                .status())
        .isEqualTo(202);
  }

  @Test
  void an_id_that_no_address_can_hold_is_refused() throws Exception {
    for (String id : new String[] {".", "..", "a\\u0000b"}) {
      Answer refused =
          client.call(
              "POST", "/v1/tasks", "{\"id\":\"%s\",\"handler\":\"echo\"}".formatted(id), JSON);
      assertThat(refused.status()).as(id).isEqualTo(422);
      assertThat(refused.text()).contains("another id");
    }
  }

  @Test
  void the_location_of_a_task_is_one_that_clients_leave_as_it_is() throws Exception {
    for (String id :
        new String[] {"a/../b", "./a", "a//b", "/a", "a/", "\u00e9/%2e", "a b?c#d;e"}) {
      Answer accepted =
          client.call(
              "POST", "/v1/tasks", "{\"id\":\"%s\",\"handler\":\"echo\"}".formatted(id), JSON);
      String location = accepted.header("Location");
      assertThat(URI.create(location).normalize().toString()).isEqualTo(location);
      assertThat(client.call("GET", location, "").text()).contains("\"id\":\"" + id + "\"");
    }
  }

  @Test
  void a_disk_without_room_is_told_as_something_that_passes() {
    Problem problem =
        TaskIntake.problem(
            new CompletionException(
                new QueueStorageException("No space left on device", new IOException())));
    assertThat(problem.status()).isEqualTo(507);
    assertThat(problem.detail()).isEqualTo("No space left on device");
    assertThat(problem.headers()).containsKey("Retry-After");
  }
}
