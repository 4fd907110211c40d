package dev.reeve.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ProcessEntryTest {

  @Test
  void a_process_name_may_hold_brackets_and_spaces() {
    String line = "42 (a) S (b)) R 7 8 9 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 12345 0 0\n";
    assertThat(ProcessEntry.parse(line))
        .isEqualTo(new ProcessEntry(42, "a) S (b)", 'R', 7, 8, 9, 12345));
  }

  @Test
  void this_process_has_an_entry_and_pid_zero_has_none() {
    ProcessEntry self = ProcessEntry.read(ProcessHandle.current().pid());
    assertThat(self).isNotNull().matches(it -> !it.hasEnded());
    assertThat(ProcessEntry.read(0)).isNull();
  }

  @Test
  void this_process_is_in_the_table() {
    long self = ProcessId.ofThisProcess();
    assertThat(self).isEqualTo(ProcessHandle.current().pid());
    assertThat(ProcessTable.pids()).contains(self);
    assertThat(ProcessTable.select(entry -> entry.pid() == self)).hasSize(1);
  }

  @Test
  void a_thread_has_a_number_like_a_process_but_is_recognized() throws Exception {
    CompletableFuture<Path> link = new CompletableFuture<>();
    CountDownLatch checked = new CountDownLatch(1);
    Thread thread = new Thread(() -> tellThreadId(link, checked));
    thread.start();
    try {
      long number = Long.parseLong(link.get().getFileName().toString());
      assertThat(ProcessEntry.isThread(number)).isTrue();
      assertThat(ProcessEntry.isThread(ProcessHandle.current().pid())).isFalse();
    } finally {
      checked.countDown();
      thread.join();
    }
  }

  /** The thread waits until it was looked at: the number of one that has ended is nobody's. */
  private static void tellThreadId(CompletableFuture<Path> link, CountDownLatch checked) {
    try {
      link.complete(Files.readSymbolicLink(Path.of("/proc/thread-self")));
      checked.await();
    } catch (IOException | InterruptedException e) {
      link.completeExceptionally(e);
    }
  }
}
