package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.serve.ServerOfTest;
import dev.reeve.supervisor.serve.http.RawClient.Answer;
import dev.reeve.supervisor.serve.page.LiveFacts;
import dev.reeve.supervisor.serve.page.LivePage;
import dev.reeve.supervisor.serve.page.PageFacts;
import dev.reeve.supervisor.serve.queue.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageCallsTest {
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

  private void run(String id, String handler) throws Exception {
    Submission task = Submission.of(Task.of(0, id, handler, Json.NULL), false);
    Json unused =
        server.queue().submit(task).get(9, TimeUnit.SECONDS).ended().get(9, TimeUnit.SECONDS);
  }

  @Test
  void the_page_has_what_happened_and_loads_its_files_from_this_server() throws Exception {
    run("good", "echo");
    run("<b>bad</b>", "fail");
    Answer page = client.call("GET", "/", "");
    assertThat(page.text())
        .contains("<td class=\"id\">good</td>", "&lt;b&gt;bad&lt;/b&gt;", "no luck")
        .contains("href=\"/page/page.css\"", "src=\"/page/page.js\"")
        .doesNotContain("<b>bad");
    for (String name : new String[] {"page.css", "page.js"}) {
      Answer file = client.call("GET", "/page/" + name, "");
      assertThat(file.status()).isEqualTo(200);
      assertThat(file.header("Content-Type")).startsWith("text/");
      assertThat(file.text()).hasSizeGreaterThan(5_000);
    }
    assertThat(client.call("GET", "/page/page.html", "").status()).isEqualTo(404);
  }

  @Test
  void open_pages_are_told_what_is_new_until_the_server_ends() throws Exception {
    run("first", "fail");
    Answer feed = client.call("GET", "/page/data", "");
    assertThat(feed.header("Content-Type")).isEqualTo("text/event-stream");
    String all = nextState(feed);
    assertThat(all).contains("\"first\"", "\"mayAct\":true", "\"counts\":[0,1,0,0,0,0]");
    run("second", "echo");
    String change = nextState(feed);
    while (!change.contains("\"second\"")) {
      change = nextState(feed);
    }
    assertThat(change).doesNotContain("\"first\"").contains("\"counts\":[1,1,0,0,0,0]");
    server.close();
    assertThat(feed.body().read()).isNotEqualTo('x'); // it ends, or the last event follows
  }

  private static String nextState(Answer feed) throws IOException {
    String line = feed.line();
    while (!line.startsWith("data: ")) {
      line = feed.line();
    }
    return line;
  }

  @Test
  void the_history_begins_with_the_tasks_that_the_queue_keeps() throws Exception {
    run("old", "crash");
    run("older", "echo");
    LivePage page = new LivePage(HistoryRecall.of(server.queue()));
    LiveFacts facts =
        new LiveFacts(
            new PageFacts("server", "running", null, null, 0), Map.of(), 0, List.of(), Map.of(), 1);
    assertThat(new String(page.html(facts), UTF_8)).contains("old", "it died", "older");
  }
}
