package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script beside the jar. */
class LauncherIT {
  private static final String TASK = "{\"id\":\"a\",\"handler\":\"echo\",\"payload\":1}\n";

  @TempDir Path folder;

  @Test
  void it_runs_a_job_and_keeps_an_archive_for_the_next_call() throws IOException {
    assertRuns(call(Map.of()));
    assertThat(archives()).hasSize(1);

    List<Path> before = archives();
    assertRuns(call(Map.of()));
    assertThat(archives()).isEqualTo(before);
  }

  @Test
  void a_truncated_archive_is_made_anew() throws IOException {
    assertRuns(call(Map.of()));
    Files.writeString(archives().get(0), "no archive");

    assertRuns(call(Map.of()));
    assertThat(archives()).hasSize(1);
    assertThat(Files.size(archives().get(0))).isGreaterThan(1_000_000);
  }

  @Test
  void it_does_without_an_archive_where_there_shall_be_none() {
    assertRuns(call(Map.of("REEVE_ARCHIVE", "off")));
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void it_does_without_a_place_for_one() throws IOException {
    Files.writeString(folder.resolve("cache"), "in the way");
    assertRuns(call(Map.of()));
  }

  private static void assertRuns(Reeve.Finished finished) {
    assertThat(finished.exitCode()).as(finished.err()).isZero();
    assertThat(finished.record("a")).contains("\"status\":\"succeeded\"");
    assertThat(finished.records()).hasSize(1);
  }

  private Reeve.Finished call(Map<String, String> env) {
    Reeve reeve =
        Reeve.in(folder)
            .env("XDG_CACHE_HOME", folder.resolve("cache").toString())
            .env("JAVA_HOME", System.getProperty("java.home"));
    env.forEach(reeve::env);
    return reeve.input(TASK).script("run", "-", "-j", "1");
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache/reeve"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("supervisor-")).toList();
    }
  }
}
