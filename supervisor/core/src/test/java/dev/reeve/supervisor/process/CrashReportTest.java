package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashReportTest {
  @TempDir Path folder;

  private CrashReport report(String... lines) throws IOException {
    Path file = folder.resolve("hs_err_1-a-0.0_pid7.log");
    Files.writeString(file, String.join("\n", lines));
    CrashReport report = CrashReport.of(folder, "1-a-0.0", 7);
    assertThat(report).isNotNull();
    assertThat(report.file()).isEqualTo(file);
    return report;
  }

  @Test
  void it_tells_the_signal_and_the_problematic_frame() throws IOException {
    CrashReport report =
        report(
            "#",
            "# A fatal error has been detected by the Java Runtime Environment:",
            "#",
            "#  SIGSEGV (0xb) at pc=0x00007fda47596f14, pid=7, tid=8",
            "#",
            "# JRE version: OpenJDK Runtime Environment (17.0.15+6)",
            "# Problematic frame:",
            "# V  [libjvm.so+0xe5f2b1]  Unsafe_PutLong+0x51",
            "#",
            "# No core dump will be written.");
    assertThat(report.text())
        .isEqualTo(
            "the JVM crashed: SIGSEGV (0xb) at pc=0x00007fda47596f14, in V  [libjvm.so+0xe5f2b1]"
                + "  Unsafe_PutLong+0x51; see "
                + report.file());
  }

  @Test
  void it_tells_which_memory_the_system_refused() throws IOException {
    CrashReport report =
        report(
            "#",
            "# There is insufficient memory for the Java Runtime Environment to continue.",
            "# Native memory allocation (mmap) failed to map 65536 bytes. Error detail: G1",
            "# Possible reasons:");
    assertThat(report.cause()).contains("insufficient memory", "failed to map 65536 bytes");
    assertThat(report.frame()).isNull();
  }

  @Test
  void an_internal_error_has_two_lines() throws IOException {
    CrashReport report =
        report(
            "#",
            "# A fatal error has been detected by the Java Runtime Environment:",
            "#",
            "#  Internal Error (universe.cpp:12), pid=7, tid=8",
            "#  guarantee(is_initialized) failed: must be",
            "#",
            "# JRE version: 17");
    assertThat(report.cause())
        .isEqualTo("Internal Error (universe.cpp:12); guarantee(is_initialized) failed: must be");
  }

  @Test
  void a_report_of_another_worker_or_process_and_a_link_are_none() throws IOException {
    CrashReport unused = report("# SIGSEGV");
    assertThat(CrashReport.of(folder, "1-a-0.1", 7)).isNull();
    assertThat(CrashReport.of(folder, "1-a-0.0", 8)).isNull();
    Files.createSymbolicLink(folder.resolve("hs_err_1-a-0.0_pid9.log"), unused.file());
    assertThat(CrashReport.of(folder, "1-a-0.0", 9)).isNull();
  }

  @Test
  void an_empty_report_is_named_too() throws IOException {
    assertThat(report("").text()).contains("no reason is given", folder.toString());
  }

  @Test
  void a_percent_sign_in_the_folder_s_name_is_not_taken_for_the_process_id() {
    assertThat(CrashReport.option(Path.of("/a%p"), "1-a-0.0"))
        .isEqualTo("-XX:ErrorFile=/a%%p/hs_err_1-a-0.0_pid%p.log");
  }
}
