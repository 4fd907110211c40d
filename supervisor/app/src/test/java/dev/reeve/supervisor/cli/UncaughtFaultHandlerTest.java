package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

final class UncaughtFaultHandlerTest {
  private final List<Integer> halts = new ArrayList<>();

  @Test
  void a_thread_that_died_ends_the_process_with_70_and_is_named() throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Thread thread =
        new Thread(
            () -> {
              throw new OutOfMemoryError("Java heap space");
            },
            "some-thread");
    thread.setUncaughtExceptionHandler(new UncaughtFaultHandler(err, halts::add));
    thread.start();
    thread.join();
    assertThat(halts).containsExactly(70);
    assertThat(err.toString(UTF_8))
        .contains("a thread has died", "some-thread", "heap is too small", "-Xmx1g");
  }

  @Test
  void the_process_ends_even_if_nothing_can_be_said() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };
    new UncaughtFaultHandler(closed, halts::add)
        .uncaughtException(Thread.currentThread(), new IllegalStateException());
    assertThat(halts).containsExactly(70);
  }

  @Test
  void many_threads_that_die_are_told_once_and_the_process_ends_whatever_fails_at_first() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    IntConsumer poor =
        code -> {
          halts.add(code);
          if (halts.size() == 1) {
            throw new OutOfMemoryError("Java heap space");
          }
          if (halts.size() == 2) {
            throw new NoClassDefFoundError("for lack of memory");
          }
        };
    UncaughtFaultHandler handler = new UncaughtFaultHandler(err, poor);
    handler.uncaughtException(Thread.currentThread(), new OutOfMemoryError("Java heap space"));
    handler.uncaughtException(Thread.currentThread(), new OutOfMemoryError("Java heap space"));
    assertThat(halts).containsExactly(70, 70, 70, 70);
    assertThat(err.toString(UTF_8)).containsOnlyOnce("a thread has died");
  }
}
