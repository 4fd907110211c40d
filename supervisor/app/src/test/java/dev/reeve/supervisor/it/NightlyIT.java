package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The nightly job of the page of recipes, whose supervisor is killed during each step. The programs
 * that it calls are scripts, which note that they have done their work.
 */
class NightlyIT {
  private static final Path PAGE = Reeve.TOP.resolve("supervisor/docs/recipes.md");
  private static final Path FLOCK = Path.of("/usr/bin/flock");
  private static final int KILLED = 137;

  /** Stops here as long as the test wants it, after a note that it has come so far. */
  private static final String STOP = "if [ -e stop.$me ]; then touch at.$me; sleep 1000; fi\n";

  private static final Map<String, String> PROGRAMS =
      Map.of(
          "pg_dump", STOP + "echo \"$me\" >> done; echo data\n",
          "gzip", STOP + "cat \"$2\"; echo \"$me\" >> done\n",
          // the first call fails, as a store does that is away for a moment
          "rclone",
              "[ -e failed ] || { touch failed; exit 1; }\n"
                  + STOP
                  + "cp \"$2\" store && echo \"$me\" >> done\n",
          // has sent its message before it stops
          "mail", "read -r words; echo \"$me $words\" >> done\n" + STOP);

  @TempDir Path folder;

  @BeforeEach
  void install() throws IOException {
    String page = Files.readString(PAGE);
    Files.writeString(
        folder.resolve("nightly.json"), block(page, "```json\n").replace("\"10s\"", "\"10ms\""));
    executable("nightly.sh", block(page, "```bash\n"));
    for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
      String start = "#!/bin/sh\nme=" + program.getKey() + "\n";
      executable("bin/" + program.getKey(), start + program.getValue());
    }
  }

  private void executable(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /** Returns the first block of this kind below the heading of the recipe. */
  private static String block(String page, String fence) {
    int heading = page.indexOf("\n## Every night");
    int start = page.indexOf(fence, heading) + fence.length();
    return page.substring(start, page.indexOf("```\n", start));
  }

  @Tag("long")
  @Test
  void killed_during_each_step_and_called_again_it_does_each_step_once() throws Exception {
    assumeTrue(Files.isExecutable(FLOCK), "no " + FLOCK);
    for (String step : List.of("pg_dump", "gzip", "rclone", "mail")) {
      killDuring(step);
    }
    Process last = call();
    assertThat(Reeve.exitCode(last)).as(said()).isZero();
    List<String> done = Files.readAllLines(folder.resolve("done"));
    for (String step : List.of("pg_dump", "gzip", "rclone")) {
      assertThat(Collections.frequency(done, step)).as(step + " in " + done).isEqualTo(1);
    }
    // it was killed after it had sent its message: the page tells so
    assertThat(Collections.frequency(done, "mail nightly: upload succeeded")).isEqualTo(2);
    assertThat(done).hasSize(5);
    assertThat(folder.resolve("store")).hasContent("data");
    assertThat(folder.resolve("results.jsonl")).doesNotExist();
    assertThat(Files.readAllLines(folder.resolve("last.jsonl"))).hasSize(4);
  }

  private void killDuring(String step) throws Exception {
    Path stop = Files.createFile(folder.resolve("stop." + step));
    Process script = call();
    Reeve.awaitText(folder.resolve("at." + step), "");
    // of the same job a second one would be at work
    Process second = call();
    assertThat(Reeve.exitCode(second)).isEqualTo(1);
    ProcessHandle bash = script.children().findFirst().orElseThrow();
    bash.children().findFirst().orElseThrow().destroyForcibly();
    assertThat(Reeve.exitCode(script)).as(said()).isEqualTo(KILLED);
    Signals.requireNothingLeftWithin(Duration.ofSeconds(10));
    Files.delete(stop);
  }

  /** Calls it as the line for cron does. */
  private Process call() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("flock", "-n", "nightly.lock", "./nightly.sh")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    Map<String, String> env = builder.environment();
    env.put("PATH", folder.resolve("bin") + ":" + Reeve.SCRIPT.getParent() + ":" + env.get("PATH"));
    env.put("XDG_STATE_HOME", folder.resolve("state").toString());
    return builder.start();
  }

  private String said() {
    return Reeve.text(folder.resolve("said"));
  }
}
