package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eighty results of a megabyte each wait for the writer, in a heap of 32 MB. */
class LargeResultsIT {
  private static final int TASKS = 80;

  @TempDir Path folder;

  @BeforeEach
  void big() throws Exception {
    Files.writeString(folder.resolve("big"), "x".repeat(1_000_000));
  }

  private void job(String head) throws Exception {
    StringBuilder job = new StringBuilder(head);
    for (int i = 1; i <= TASKS; i++) {
      job.append("{\"id\":\"t" + i + "\",\"command\":[\"touch t" + i + "; cat big\"],")
          .append("\"shell\":true}\n");
    }
    Files.writeString(folder.resolve("job.jsonl"), job);
  }

  private void run(String options, String reader) throws Exception {
    String args = "run job.jsonl -j 2 --summary summary.json " + options;
    String command =
        Reeve.in(folder).jvm("-Xmx32m").withoutArchive().command(args.strip().split(" ")).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" ", "{ REEVE_ARCHIVE=off ", " 2>err; echo $? >code; }"));
    Process shell =
        new ProcessBuilder("sh", "-c", command + " | { " + reader + "cat >out; }")
            .directory(folder.toFile())
            .inheritIO()
            .start();
    assertThat(Reeve.exitCode(shell)).isZero();
    assertThat(Reeve.text(folder.resolve("code"))).as(err()).isEqualTo("0\n");
    assertThat(Reeve.text(folder.resolve("summary.json"))).contains("\"crashed\":0");
  }

  private String err() {
    return Reeve.text(folder.resolve("err"));
  }

  @Test
  void behind_a_slow_first_task_all_are_written_in_order() throws Exception {
    job(
        "{\"id\":\"t0\",\"command\":[\"until test -e t30; do sleep 0.05; done\"],\"shell\":true}\n");
    run("-k", "");
    List<String> records = Files.readAllLines(folder.resolve("out"));
    assertThat(records).hasSize(TASKS + 1);
    for (int i = 0; i <= TASKS; i++) {
      assertThat(records.get(i)).startsWith("{\"seq\":" + (i + 1) + ",\"id\":\"t" + i + "\"");
    }
  }

  @Test
  void a_slow_reader_of_standard_output_gets_all() throws Exception {
    job("");
    run("", "until test -e t30; do sleep 0.05; done; ");
    assertThat(Files.readAllLines(folder.resolve("out")))
        .hasSize(TASKS)
        .allMatch(record -> record.contains("\"succeeded\"") && record.length() > 1_000_000);
  }
}
