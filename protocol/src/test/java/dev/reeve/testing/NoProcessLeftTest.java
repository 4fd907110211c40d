package dev.reeve.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class NoProcessLeftTest {

  @Test
  void a_running_child_is_found_until_it_ends() throws Exception {
    Process child = new ProcessBuilder("sleep", "60").start();
    awaitLeft(left -> assertThat(left.command()).contains("sleep 60"));
    child.destroyForcibly();
    awaitNothing();
  }

  @Test
  void a_process_with_another_parent_is_found_by_its_mark() throws Exception {
    Assumptions.assumeTrue(System.getenv("REEVE_TEST_RUN") != null, "not started by the build");
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "no /usr/bin/setsid");
    Process shell = shell("setsid sleep 61 >/dev/null 2>&1 & echo $!");
    String pid = new String(shell.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(shell.waitFor()).isZero();
    awaitLeft(left -> assertThat(left.pid() + "").isEqualTo(pid));
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    awaitNothing();
  }

  private static Process shell(String script) throws IOException {
    return new ProcessBuilder("/bin/sh", "-c", script).start();
  }

  /** In the midst of execve(2) neither command line nor environment can be read. */
  private static void awaitLeft(Consumer<TestProcesses.Left> wanted) {
    Awaitility.await()
        .untilAsserted(() -> assertThat(TestProcesses.left()).anySatisfy(wanted::accept));
  }

  private static void awaitNothing() {
    Awaitility.await().untilAsserted(() -> assertThat(TestProcesses.left()).isEmpty());
  }
}
