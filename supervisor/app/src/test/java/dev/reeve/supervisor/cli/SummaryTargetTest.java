package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTargetTest {
  @TempDir Path folder;

  @Test
  void a_new_file_an_old_one_and_a_device_will_do() throws IOException {
    assertThat(SummaryTarget.problem(folder.resolve("new.json"))).isNull();
    assertThat(SummaryTarget.problem(Files.createFile(folder.resolve("old.json")))).isNull();
    assertThat(SummaryTarget.problem(Path.of("/dev/null"))).isNull();
  }

  @Test
  void an_old_summary_is_replaced_and_any_other_content_is_refused() throws IOException {
    Path file = folder.resolve("s.json");
    Files.writeString(file, "{\"job\":null,\"ending\":\"completed\"}\n");
    assertThat(SummaryTarget.problem(file)).isNull();
    for (String content : new String[] {"notes\n", "{", "{\"seq\":1}\n", "{\"tasks\":[]}"}) {
      Files.writeString(file, content);
      assertThat(SummaryTarget.problem(file)).contains("holds something else than a summary");
    }
  }

  @Test
  void a_standard_stream_will_do_whatever_it_is() {
    assertThat(SummaryTarget.problem(Path.of("/dev/stderr"))).isNull();
  }

  @Test
  void a_folder_and_a_file_in_no_folder_are_refused() {
    assertThat(SummaryTarget.problem(folder)).isEqualTo("it is a folder");
    assertThat(SummaryTarget.problem(folder.resolve("none/s.json")))
        .isEqualTo("there is no such folder");
  }

  @Test
  void a_file_that_is_no_report_is_not_replaced_by_one() throws IOException {
    Path job = Files.writeString(folder.resolve("job.jsonl"), "{\"handler\":\"echo\"}\n");
    Path notes = Files.writeString(folder.resolve("notes.html"), "<!doctype html><p>mine");
    Capture capture = new Capture();
    int code = capture.run("run", job.toString(), "--output", "none", "--report", notes.toString());
    assertThat(code).isEqualTo(73);
    assertThat(capture.err())
        .contains("cannot write the report to " + notes + ": it exists and holds something else");
    assertThat(notes).hasContent("<!doctype html><p>mine");
  }
}
