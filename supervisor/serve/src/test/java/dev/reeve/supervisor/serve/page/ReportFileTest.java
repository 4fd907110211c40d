package dev.reeve.supervisor.serve.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
  private static final PageFacts FACTS = new PageFacts("backup", "completed", null, 1, 0);

  private static final List<String> EVIL =
      List.of(
          "<script>alert(1)</script>",
          "</script><script>alert(1)</script>",
          "<!--<script>",
          "--></details></pre></table><img src=x onerror=alert(1)>",
          "\"' onmouseover='alert(1)' x=\"",
          "{{script}}{{data}}",
          "&lt;b&gt; &amp;amp;",
          "]]><svg/onload=alert(1)>");

  @TempDir Path folder;

  private final HistoryExample run = HistoryExample.ofRun();

  private String page() {
    return ReportFile.page(run.history(), FACTS);
  }

  private static String between(String page, String start, String end) {
    int from = page.indexOf(start) + start.length();
    return page.substring(from, page.indexOf(end, from));
  }

  /** Returns the part that the browser shows without a script. */
  private static String body(String page) {
    return between(page, "<body", "<script type=\"application/json\"");
  }

  @Test
  void markup_in_any_text_is_shown_and_never_markup() {
    int plain = countOfTags(body(page()));
    for (String evil : EVIL) {
      run.worker(0, 100);
      run.workerDied(0, 100, evil);
      run.isTriedAgain(evil, new TaskError(evil, evil, evil, 1, evil, evil, evil));
      run.fails(
          evil, evil, TaskStatus.FAILED, new TaskError(evil, evil, evil, 1, evil, evil, evil));
    }
    String page = ReportFile.page(run.history(), new PageFacts("<b>", "<i>", "<u>", 1, 0));
    String body = body(page);
    assertThat(Pattern.compile("<script|<img|<svg|<i>|<u>|<!--").matcher(body).results().count())
        .isZero();
    assertThat(Pattern.compile("<[^>]*\\son[a-z]+=").matcher(body).results().count()).isZero();
    assertThat(body).contains("&lt;script&gt;alert(1)&lt;/script&gt;", "{{script}}{{data}}");
    assertThat(body).contains("&amp;lt;b&amp;gt; &amp;amp;amp;");
    assertThat(countOfTags(body)).isGreaterThan(plain);
    assertThat(page.split("</script>", -1)).hasSize(3); // that of the data and that of the page
  }

  private static int countOfTags(String html) {
    return html.split("<", -1).length;
  }

  @Test
  void the_data_is_json_that_nothing_in_it_can_end() {
    for (String evil : EVIL) {
      run.fails(evil, "exec", TaskStatus.TIMED_OUT, TaskError.of("Evil", evil));
    }
    String data = between(page(), "id=\"data\">", "</script>");
    assertThat(data).doesNotContain("<");
    Json json = Json.of(data);
    assertThat(json.toString()).contains("\\u003cscript>alert(1)");
  }

  @Test
  void characters_that_cannot_be_seen_are_shown_as_their_numbers() {
    String odd = "a\u202eb\u0000c\u001b[31mred\u001b[0m\ud83d\ud83d\ude00\u2028\r\nend\ttab";
    run.fails(odd, "exec", TaskStatus.FAILED, new TaskError("T", odd, odd, null, null, odd, odd));
    String body = body(page());
    assertThat(body)
        .contains("<b>a\\u202eb\\u0000c\\u001b[31mred\\u001b[0m\\ud83d😀\\u2028\\u000d");
    assertThat(body).contains("<pre>a\\u202eb\\u0000cred\\ud83d😀\\u2028\nend    tab</pre>");
    assertThat(body.chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
  }

  @Test
  void the_policy_names_the_very_style_and_script_and_nothing_else_is_loaded() {
    String page = page();
    String policy = between(page, "Content-Security-Policy\" content=\"", "\">");
    assertThat(policy).startsWith("default-src 'none'; script-src 'sha256-");
    assertThat(policy).contains(PageParts.hash(between(page, "<style>", "</style>")));
    int script = page.lastIndexOf("<script>") + "<script>".length();
    String content = page.substring(script, page.indexOf("</script>", script));
    assertThat(policy).contains(PageParts.hash(content));
    Matcher links = Pattern.compile("(src|href)=\"([^\"]*)\"").matcher(page.substring(0, script));
    assertThat(links.results().map(link -> link.group(2))).containsExactly("data:,");
    assertThat(content)
        .doesNotContain("innerHTML", "insertAdjacentHTML", "eval(", "document.write");
    assertThat(page.substring(0, script)).doesNotContain(" style=");
  }

  @Test
  void all_that_people_ask_for_is_there_without_a_script() {
    run.worker(0, 100);
    run.succeeds("copy", Duration.ofMillis(1_234));
    run.fails(
        "mail",
        "smtp",
        TaskStatus.FAILED,
        new TaskError("Refused", "by host 7", "at Mail.send", 9, null, "ehlo", "no route"));
    run.isSkipped("tidy");
    run.workerDied(0, 100, "ended unasked under task mail");
    run.pass(Duration.ofSeconds(61));
    assertThat(body(page()))
        .contains("<h1 id=\"name\">backup</h1>", "completed, exit code 1", "1m01s")
        .contains("<td class=\"id\">copy</td>", "1.2s", "<td class=\"id\">tidy</td>")
        .contains("Refused: by host 7", "at Mail.send", "ehlo", "no route")
        .contains("ended unasked under task mail, exit code 137", "<td>smtp</td>");
  }

  @Test
  void an_old_report_or_an_empty_file_is_recognised_and_anything_else_is_not() throws IOException {
    Path file = folder.resolve("r.html");
    ReportFile.write(file, run.history(), FACTS);
    assertThat(ReportFile.isReport(file)).isTrue();
    ReportFile.write(file, run.history(), FACTS);
    assertThat(folder).isDirectoryContaining(each -> each.equals(file));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
    Files.writeString(file, "");
    assertThat(ReportFile.isReport(file)).isTrue();
    Files.writeString(file, "<!doctype html>\n<p>mine</p>");
    assertThat(ReportFile.isReport(file)).isFalse();
    assertThatThrownBy(() -> ReportFile.write(folder.resolve("none/r.html"), run.history(), FACTS))
        .isInstanceOf(IOException.class)
        .hasMessage("no such file or folder");
  }

  @Test
  void the_page_of_very_many_tasks_stays_small() {
    for (int i = 0; i < 50_000; i++) {
      run.succeeds("a task with a rather long name, number " + i, Duration.ofMillis(i % 50));
      run.pass(Duration.ofMillis(10));
    }
    assertThat(page().length()).isLessThan(1_200_000);
  }
}
