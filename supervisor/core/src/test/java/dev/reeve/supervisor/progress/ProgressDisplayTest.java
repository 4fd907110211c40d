package dev.reeve.supervisor.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The progress line of a program. */
class ProgressDisplayTest {
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm");
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private ProgressDisplay display(long total, Map<String, String> env) {
    return new ProgressDisplay(
        () -> CompletableFuture.completedFuture(pool(1, 5)), total, screen(env));
  }

  private ProgressScreen screen(Map<String, String> env) {
    return new ProgressScreen(new PrintStream(bytes, true, StandardCharsets.UTF_8), env);
  }

  @Test
  void the_line_is_redrawn_without_escape_sequences_and_ends_whole() throws Exception {
    ProgressDisplay display = display(100, XTERM);
    display.show(pool(12, 10), 0);
    display.show(pool(3, 20), SECOND);
    display.close(summary(97, 3));
    String first = "10/100 done  0 failed  12 running  78 left  0.0/s";
    String second = "20/100 done  0 failed  3 running  77 left  10.0/s  ETA 0:08";
    String last = "100/100 done  3 failed  0 running  0 left  12.5/s  in 8.0s";
    assertThat(text()).isEqualTo("\r" + first + "\r" + second + "\r" + last + " \n");
  }

  @Test
  void without_a_total_it_tells_how_many_wait() throws Exception {
    ProgressDisplay display = display(-1, XTERM);
    display.show(pool(2, 7), 0);
    assertThat(text()).isEqualTo("\r7 done  0 failed  2 running  4 waiting  0.0/s");
    display.close(null);
    assertThat(text()).endsWith("0.0/s\n");
  }

  @Test
  void a_narrow_terminal_gets_as_much_as_fits_before_its_last_column() throws Exception {
    display(100, Map.of("TERM", "xterm", "COLUMNS", "20")).show(pool(2, 7), 0);
    assertThat(text()).isEqualTo("\r7/100 done  0 faile");
  }

  @Test
  void a_dumb_terminal_gets_whole_lines() throws Exception {
    for (Map<String, String> env : List.of(Map.of("TERM", "dumb"), Map.<String, String>of())) {
      bytes.reset();
      ProgressDisplay display = display(-1, env);
      display.show(pool(2, 7), 0);
      display.close(summary(9, 0));
      assertThat(text())
          .isEqualTo(
              "7 done  0 failed  2 running  4 waiting  0.0/s\n"
                  + "9 done  0 failed  0 running  0 waiting  1.1/s  in 8.0s\n");
    }
  }

  @Test
  void a_display_that_has_shown_nothing_ends_without_a_line() throws Exception {
    display(-1, XTERM).close(null);
    assertThat(text()).isEmpty();
  }

  @Test
  void its_thread_asks_the_pool_until_it_is_closed() throws Exception {
    ProgressDisplay display = display(-1, XTERM);
    display.start();
    Awaitility.await().until(() -> text().contains("5 done"));
    display.close(null);
    String shown = text();
    assertThat(shown).startsWith("\r5 done").endsWith("\n");
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("reeve-progress"));
  }

  @Test
  void the_state_of_a_pool_that_has_ended_is_not_shown() throws Exception {
    ProgressDisplay display =
        new ProgressDisplay(
            () -> CompletableFuture.failedFuture(new IllegalStateException("ended")),
            -1,
            screen(XTERM));
    display.start();
    display.close(summary(1, 0));
    assertThat(text()).startsWith("\r1 done").endsWith("in 8.0s\n");
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static PoolSnapshot pool(long running, long succeeded) {
    return new PoolSnapshot(4, running, succeeded, 0, 0, List.of());
  }

  private static RunSummary summary(long succeeded, long failed) {
    return new RunSummary(
        RunEnding.COMPLETED,
        null,
        Map.of(TaskStatus.SUCCEEDED, succeeded, TaskStatus.FAILED, failed),
        Duration.ofSeconds(8),
        List.of(),
        List.of());
  }
}
