package dev.reeve.supervisor.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamIT {
  private static final int MANY = 200_000;

  @TempDir Path folder;

  @Test
  void each_line_of_a_slow_pipe_is_answered_as_it_comes() throws Exception {
    Process reeve = Reeve.in(folder).startPiped("run", "-");
    try (Writer in = new OutputStreamWriter(reeve.getOutputStream(), UTF_8);
        BufferedReader out =
            new BufferedReader(new InputStreamReader(reeve.getInputStream(), UTF_8))) {
      for (int i = 1; i <= 5; i++) {
        in.write("{\"handler\":\"echo\",\"payload\":\"line " + i + "\"}\n");
        in.flush();
        assertThat(out.readLine())
            .contains("\"id\":\"" + i + "\"", "\"result\":\"line " + i + "\"");
      }
    }
    assertThat(Reeve.exitCode(reeve)).isZero();
  }

  @Test
  void two_hundred_thousand_tasks_go_through_a_pipe_in_a_small_heap() throws Exception {
    Process reeve = Reeve.in(folder).jvm("-Xmx64m").startPiped("run", "-", "-k");
    CompletableFuture<Void> feeder = CompletableFuture.runAsync(() -> feed(reeve));
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(reeve.getInputStream(), UTF_8))) {
      for (int i = 1; i <= MANY; i++) {
        assertThat(out.readLine()).startsWith("{\"seq\":" + i + ",").endsWith("\"n\":" + i + "}}");
      }
      assertThat(out.readLine()).isNull();
    }
    feeder.join();
    assertThat(Reeve.exitCode(reeve)).isZero();
  }

  private static void feed(Process reeve) {
    try (BufferedWriter in =
        new BufferedWriter(new OutputStreamWriter(reeve.getOutputStream(), UTF_8))) {
      for (int i = 1; i <= MANY; i++) {
        in.write("{\"handler\":\"echo\",\"payload\":{\"n\":" + i + "}}\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_bad_line_fails_alone() {
    Finished run =
        Reeve.in(folder)
            .input(
                """
                {"id":"good","handler":"echo","payload":1}
                {"id":"typo","handlr":"echo"}
                no json at all
                {"id":"good","handler":"echo"}
                {"id":"last","handler":"echo","payload":2}
                """)
            .run("run", "-", "-k");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.records()).hasSize(5);
    assertThat(run.records().get(0)).contains("\"status\":\"succeeded\"");
    for (int bad : new int[] {1, 2, 3}) {
      assertThat(run.records().get(bad)).contains("\"status\":\"failed\"", "\"InvalidTask\"");
    }
    assertThat(run.records().get(4)).contains("\"result\":2");
  }

  @Test
  void the_reader_going_away_drains_the_run_with_141() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      lines.append("{\"handler\":\"sleep\",\"payload\":{\"duration\":\"1ms\"}}\n");
    }
    Files.writeString(folder.resolve("job.jsonl"), lines);
    Process reeve = Reeve.in(folder).startPiped("run", "job.jsonl");
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(reeve.getInputStream(), UTF_8))) {
      assertThat(out.readLine()).startsWith("{\"seq\":");
    }
    assertThat(Reeve.exitCode(reeve)).isEqualTo(141);
  }
}
