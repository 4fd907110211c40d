package dev.reeve.supervisor.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units for systemd. */
class SystemdUnitTest {
  private static final Path TOP = Checkout.top();
  private static final Path UNITS = TOP.resolve("supervisor/packages/src/tree/systemd");
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

  @TempDir Path folder;

  @Test
  void systemd_has_nothing_to_say_about_them() throws Exception {
    assumeTrue(Files.isExecutable(ANALYZE), "no " + ANALYZE);
    String service = Files.readString(UNITS.resolve("reeve@.service"));
    Path unit = folder.resolve("reeve@nightly.service");
    Files.writeString(unit, service.replace("ExecStart=reeve ", "ExecStart=/bin/true "));
    Path timer = folder.resolve("reeve@nightly.timer");
    Files.copy(UNITS.resolve("reeve@.timer"), timer);
    assertThat(verify(unit, timer)).isEmpty();

    Files.writeString(unit, service.replace("KillMode=mixed", "KillMode=mix"));
    assertThat(verify(unit)).contains("kill mode");
  }

  private String verify(Path... units) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(ANALYZE.toString(), "verify", "--man=no"));
    Arrays.stream(units).map(Path::toString).forEach(command::add);
    Path printed = folder.resolve("printed");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(printed);
  }

  /** Each exit code is either worth a restart, or prevents it, or is a success. */
  @Test
  void the_page_and_the_unit_agree_on_what_is_worth_a_restart() throws IOException {
    String unit = Files.readString(UNITS.resolve("reeve@.service"));
    String prevented = line(unit, "RestartPreventExitStatus=");
    assertThat(prevented.split(" "))
        .containsExactlyInAnyOrder(
            "1", "2", "65", "66", "73", "78", "124", "129", "130", "141", "143");
    assertThat(unit).contains("# Worth another try: 70 (", " 71 (", " 74 (", " 75 (");
    String page = Files.readString(TOP.resolve("supervisor/docs/installing.md"));
    assertThat(page).contains("| 70, 71, 74, 75, or Reeve was killed | yes", "| 0, 1 | no");
  }

  private static String line(String unit, String start) {
    return unit.lines()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .map(line -> line.substring(start.length()))
        .orElseThrow();
  }
}
