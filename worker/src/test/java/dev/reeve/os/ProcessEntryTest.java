package dev.reeve.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
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
  void a_thread_has_a_number_like_a_process_but_is_recognized() {
    long self = ProcessHandle.current().pid();
    String[] threads = new File("/proc/self/task").list();
    assertThat(threads).isNotNull().hasSizeGreaterThan(1);
    assertThat(threads)
        .filteredOn(it -> !ProcessEntry.isThread(Long.parseLong(it)))
        .containsExactly(String.valueOf(self));
  }
}
