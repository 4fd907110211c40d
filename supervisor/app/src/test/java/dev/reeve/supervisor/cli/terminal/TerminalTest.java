package dev.reeve.supervisor.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.run.RunProgress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TerminalTest {
  private static final String CLEAR = "\r\u001b[K";

  /** Both streams end on the same screen. */
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  private final Terminal terminal = new Terminal(screen, screen, true);

  private String shown() {
    return screen.toString(UTF_8);
  }

  @Test
  void a_message_is_marked_as_ours_line_by_line() {
    terminal.message("one\ntwo\u0007");
    terminal.close();
    assertThat(shown()).isEqualTo("reeve: one\nreeve: two\\u0007\n");
  }

  @Test
  void the_progress_line_makes_way_for_messages_and_for_results() throws IOException {
    terminal.progress("1/9");
    terminal.progress("2/9");
    terminal.message("look");
    terminal.progress("3/9");
    await().until(() -> shown().endsWith(cut("3/9")));
    terminal.out().write("result\n".getBytes(UTF_8));
    terminal.close();
    assertThat(shown())
        .isEqualTo(
            cut("1/9")
                + CLEAR
                + cut("2/9")
                + CLEAR
                + "reeve: look\n"
                + cut("3/9")
                + CLEAR
                + "result\n");
  }

  @Test
  void no_progress_line_is_left_behind_or_drawn_again_after_the_end() {
    terminal.progress("9/9");
    await().until(() -> shown().equals(cut("9/9")));
    terminal.endProgress();
    terminal.progress("late");
    terminal.close();
    assertThat(shown()).isEqualTo(cut("9/9") + CLEAR);
  }

  @Test
  void a_terminal_that_takes_nothing_blocks_nobody_and_not_the_end() {
    CountDownLatch never = new CountDownLatch(1);
    OutputStream stopped =
        new OutputStream() {
          @Override
          public void write(int b) {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    Terminal stuck = new Terminal(screen, stopped, false);
    for (int i = 0; i < 50_000; i++) {
      stuck.message("flood");
    }
    stuck.close();
    never.countDown();
  }

  @Test
  void the_painter_shows_each_snapshot_once_it_is_there() {
    AtomicInteger asked = new AtomicInteger();
    CompletableFuture<RunProgress> slow = new CompletableFuture<>();
    ProgressPainter painter =
        new ProgressPainter(
            () -> {
              asked.incrementAndGet();
              return slow;
            },
            terminal,
            (progress, perSecond) -> ProgressLine.of(progress, perSecond, 79),
            () -> 0,
            true);
    painter.run();
    assertThat(asked).hasValue(1);
    slow.complete(new RunProgress(new PoolSnapshot(0, 1, 2, 3, 3, List.of()), 9));
    painter.run();
    assertThat(asked).hasValue(2);
    await().until(() -> shown().equals(cut("5/9 done  3 failed  1 running  3 left  0.0/s")));
    terminal.close();
  }

  private static String cut(String line) {
    return "\u001b[?7l" + line + "\u001b[K\u001b[?7h";
  }
}
