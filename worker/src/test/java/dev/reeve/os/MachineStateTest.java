package dev.reeve.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineStateTest {

  @Test
  void the_load_is_the_first_number() {
    assertThat(MachineState.loadIn("3.25 2.00 1.00 1/200 4711\n")).isEqualTo(3.25);
    assertThat(MachineState.loadIn(null)).isNaN();
    assertThat(MachineState.loadIn("")).isNaN();
    assertThat(MachineState.loadIn("much of it")).isNaN();
  }

  @Test
  void a_field_is_found_at_the_beginning_of_its_line_only() {
    String lines = "MemTotal:  16 kB\nMyMemAvailable: 1 kB\nMemAvailable:    1234 kB\n";
    assertThat(MachineState.field(lines, "MemAvailable:")).isEqualTo(1234);
    assertThat(MachineState.field(lines, "MemFree:")).isEqualTo(-1);
    assertThat(MachineState.field("file 5\ninactive_file 77\n", "inactive_file")).isEqualTo(77);
    assertThat(MachineState.field(null, "MemFree:")).isEqualTo(-1);
  }

  @Test
  void the_group_of_version_2_is_found_among_those_of_version_1() {
    assertThat(MachineState.groupIn("0::/user.slice/a\n")).isEqualTo("/user.slice/a");
    assertThat(MachineState.groupIn("4:memory:/x\n0::/y")).isEqualTo("/y");
    assertThat(MachineState.groupIn("4:memory:/x\n")).isNull();
    assertThat(MachineState.groupIn(null)).isNull();
  }

  @Test
  void a_group_has_left_what_it_does_not_use_and_what_the_kernel_would_give_up() {
    assertThat(MachineState.freeOf("1000\n", "700\n", "anon 9\ninactive_file 50\n")).isEqualTo(350);
    assertThat(MachineState.freeOf("1000\n", "1700\n", null)).isZero();
    assertThat(MachineState.freeOf("max\n", "700\n", "")).isEqualTo(-1);
    assertThat(MachineState.freeOf(null, null, null)).isEqualTo(-1);
  }

  @Test
  void a_linux_machine_tells_both() {
    assertThat(MachineState.load()).isGreaterThanOrEqualTo(0);
    assertThat(MachineState.freeMemory()).isPositive();
  }
}
