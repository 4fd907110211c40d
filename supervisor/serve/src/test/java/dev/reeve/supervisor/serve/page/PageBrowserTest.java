package dev.reeve.supervisor.serve.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.serve.ServerOfTest;
import dev.reeve.supervisor.serve.http.AccessTokens;
import dev.reeve.supervisor.serve.http.HttpSetup;
import dev.reeve.supervisor.serve.http.ListenAddress;
import dev.reeve.supervisor.serve.http.RawClient;
import dev.reeve.supervisor.serve.queue.QueueBounds;
import dev.reeve.supervisor.serve.queue.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, on a server whose pool has no processes. */
class PageBrowserTest {
  private static final String EVIL = "<img src=x onerror=evil=1><script>evil=1</script>\u202e";
  private static final String TOKEN = "the-token-of-this-test";

  @TempDir private Path folder;
  private Chromium browser;
  private ServerOfTest server;
  private RawClient client;

  @BeforeEach
  void start() throws Exception {
    boolean isThere = Chromium.program() != null;
    if (!isThere) {
      System.err.println("skipped: there is no Chromium on the PATH to show the page");
    }
    assumeTrue(isThere, "there is no Chromium on the PATH to show the page");
    browser = Chromium.start(folder);
    HttpSetup usual = ServerOfTest.setup(new ListenAddress.Unix(folder));
    server =
        ServerOfTest.start(
            new HttpSetup(
                new ListenAddress.Tcp("127.0.0.1", 0),
                new AccessTokens(TOKEN, "look"),
                List.of(),
                usual.limits(),
                usual.tasks()),
            new QueueBounds(200_000, 1L << 30, 1_000, Duration.ofHours(1)));
    client = server.client();
  }

  @AfterEach
  void stop() throws Exception {
    if (browser == null) {
      return;
    }
    browser.end();
    client.close();
    server.close();
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private void open(String token) throws Exception {
    signIn(token);
    untilTrue("page.data !== null");
    assertThat(browser.value("location.href")).doesNotContain(token);
  }

  /** Signs in as a person does, whatever the browser has signed in with before. */
  private void signIn(String token) throws Exception {
    browser.forgetCookies();
    browser.open(server.server().address() + "/");
    untilTrue("document.getElementById('token') !== null");
    String unused =
        browser.value(
            "(document.getElementById('token').value = '%s', document.forms[0].submit())"
                .formatted(token));
  }

  private void submit(String id, String handler) throws Exception {
    JsonWriter task = new JsonWriter();
    task.beginObject().member("id", id).member("handler", handler).endObject();
    RawClient.Answer answer =
        client.call(
            "POST",
            "/v1/tasks",
            task.toJson().toString(),
            "Content-Type: application/json",
            "Authorization: Bearer " + TOKEN);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(condition);
  }

  private void untilTrue(String expression) {
    until(() -> browser.value(expression).equals("true"));
  }

  private String text(String id) throws Exception {
    return browser.value("document.getElementById('" + id + "').innerText");
  }

  private void click(String button) throws Exception {
    untilTrue(
        "[...document.querySelectorAll('button')].some(b => b.innerText === '%s' && b.offsetParent)"
            .formatted(button));
    String unused =
        browser.value(
            "[...document.querySelectorAll('button')].find(b => b.innerText === '%s').click()"
                .formatted(button));
  }

  @Test
  void tasks_appear_fail_run_again_and_are_cancelled_and_the_server_is_steered() throws Exception {
    open(TOKEN);
    submit("long", "hold");
    until(() -> text("running").contains("long"));
    server.server().listener().taskProgress("long", 0.4, "page 4 of 10");
    until(() -> text("running").contains("40 % page 4 of 10"));
    click("cancel");
    until(() -> server.queue().find("long").status() != null);
    assertThat(server.queue().find("long").status().word()).isEqualTo("cancelled");
    until(() -> text("running").contains("No task runs."));

    submit("bad", "fail");
    until(() -> text("failures").contains("IllegalStateException: no luck"));
    String unused = browser.value("document.querySelector('#failures summary').click()");
    until(() -> text("failures").contains("at <here>"));
    click("run again");
    untilTrue("document.querySelectorAll('#failures details').length === 2");
    assertThat(text("failures")).containsPattern("bad~[0-9a-z]+");
    until(() -> text("numbers").matches("(?s).*failed\\s+2\\s.*cancelled\\s+1\\s.*"));
    assertThat(text("footer")).startsWith("3 tasks have ended");
    // plots go on after their first drawing
    untilTrue("document.querySelector('#plots > .plot > svg path').getAttribute('d') !== ''");
    steer();
    assertThat(browser.complaints()).isEmpty();
  }

  private void steer() throws Exception {
    click("pause");
    until(() -> text("state").equals("paused"));
    submit("later", "echo");
    until(() -> text("running-count").contains("1 waiting"));
    click("resume");
    until(() -> server.queue().find("later").status() != null);
    click("+");
    until(() -> text("actions").contains("2 workers"));
    click("drain");
    assertThat(server.outcome()).isNotDone();
    click("end the server in order?");
    until(server.outcome()::isDone);
  }

  @Test
  void markup_in_ids_and_texts_is_shown_and_not_run() throws Exception {
    submit(EVIL, "hold");
    submit(EVIL + "2", "fail");
    open(TOKEN);
    server.server().listener().taskProgress(EVIL, 0.1, EVIL);
    until(() -> text("running").contains("10 % <img src=x"));
    assertThat(text("failures")).contains("<script>evil=1</script>\\u202e2");
    assertThat(text("tasks")).contains("<script>evil=1</script>\\u202e2");
    browser.runsScripts(false);
    browser.open(server.server().address() + "/");
    untilTrue("document.documentElement.className === 'plain'");
    assertThat(text("failures")).contains("<script>evil=1</script>\\u202e2");
    browser.runsScripts(true);
    assertThat(browser.value("typeof evil + document.images.length")).isEqualTo("undefined0");
    RunHistory history = HistoryExample.ofRun().history();
    Path report = folder.resolve("r.html");
    ReportFile.write(report, history, new PageFacts(EVIL, EVIL, EVIL, 1, 0));
    browser.open(report.toUri().toString());
    untilTrue("document.title.includes('<img') && page.data !== null");
    assertThat(text("name")).startsWith("<img src=x");
    assertThat(browser.value("typeof evil + document.images.length")).isEqualTo("undefined0");
    Files.delete(report);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void without_scripts_the_page_is_tables_and_without_rights_it_has_no_buttons() throws Exception {
    open(TOKEN);
    submit("good", "echo");
    submit("bad", "fail");
    submit("long", "hold");
    until(() -> text("running").contains("long"));
    browser.runsScripts(false);
    browser.open(server.server().address() + "/");
    untilTrue("document.documentElement.className === 'plain'");
    assertThat(text("running")).contains("long", "hold");
    assertThat(text("failures")).contains("bad", "IllegalStateException: no luck");
    assertThat(text("tasks")).contains("good", "echo", "succeeded");
    assertThat(browser.value("document.querySelectorAll('.scripted').length > 0"))
        .isEqualTo("true");
    assertThat(text("numbers")).matches("(?s).*succeeded\\s+1\\s.*failed\\s+1\\s.*");
    browser.runsScripts(true);
    lookWithoutRights();
  }

  private void lookWithoutRights() throws Exception {
    submit("secret-name", "fail");
    open("look");
    until(() -> text("failures").contains("secret-name"));
    assertThat(text("actions")).isEqualTo("read-only");
    assertThat(browser.value("document.body.innerText.includes('run again')")).isEqualTo("false");
    signIn("wrong");
    untilTrue("document.querySelector('[role=alert]') !== null");
    assertThat(browser.value("document.body.innerText.includes('secret-name')")).isEqualTo("false");
  }

  @Test
  @Tag("long")
  void a_hundred_thousand_tasks_are_no_burden() throws Exception {
    open(TOKEN);
    for (int i = 0; i < 100_000; i++) {
      Task task = Task.of(0, "task-" + i, i % 1_000 == 0 ? "fail" : "echo", Json.NULL);
      var unused = server.queue().submit(Submission.of(task, false));
    }
    untilTrue("page.data.counts[0] === 99900 && page.data.counts[1] === 100");
    assertThat(Integer.parseInt(browser.value("document.querySelectorAll('*').length")))
        .isLessThan(8_000);
    assertThat(Integer.parseInt(browser.value("page.data.bars.length"))).isLessThan(10_000);
    String millis =
        browser.value(
            "Math.min(...[1, 2, 3, 4, 5].map(() => { const t = performance.now(); draw(page.data);"
                + " return performance.now() - t; }))");
    assertThat(Double.parseDouble(millis)).isLessThan(500);
    open(TOKEN); // anew, with all of the past
    until(() -> text("numbers").contains("99,900"));
    assertThat(browser.complaints()).isEmpty();
  }
}
