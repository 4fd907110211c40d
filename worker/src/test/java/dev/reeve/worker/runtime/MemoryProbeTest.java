package dev.reeve.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.MemoryUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MemoryProbeTest {
  private static final String STATUS = "Name:\tjava\nVmHWM:\t  120000 kB\nVmRSS:\t    7 kB\n";

  @Test
  void sizes_are_read_in_bytes() {
    assertThat(MemoryProbe.bytesOf(STATUS, "VmHWM:")).isEqualTo(120_000L * 1024);
    assertThat(MemoryProbe.bytesOf(STATUS, "VmRSS:")).isEqualTo(7 * 1024);
  }

  @Test
  void what_the_system_does_not_tell_is_unknown() {
    assertThat(MemoryProbe.bytesOf("", "VmRSS:")).isEqualTo(-1);
    assertThat(MemoryProbe.bytesOf("VmRSS:\tmuch", "VmRSS:")).isEqualTo(-1);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "it reads /proc, which Linux has")
  void this_process_has_plausible_sizes() {
    MemoryUse memory = MemoryProbe.now();
    assertThat(memory.heapUsed()).isBetween(1L, memory.heapMax());
    assertThat(memory.resident()).isBetween(1L << 20, memory.peakResident());
  }
}
