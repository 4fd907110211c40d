package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the files behind shared memory. Any other supervisor would tidy them up too. */
@Tag("alone")
@EnabledIf(value = "memoryHasAFolder", disabledReason = "no file can be created in /dev/shm")
class SharedMemoryIT {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final String REMEMBER =
      "{\"id\":\"r\",\"handler\":\"shared/remember\",\"payload\":%s}\n";

  @TempDir Path folder;

  static boolean memoryHasAFolder() {
    return Files.isWritable(MEMORY);
  }

  @Test
  void nothing_is_left_of_a_run_that_ends() throws Exception {
    Reeve.Finished run = OneWorker.run(folder, REMEMBER.formatted(false));
    assertThat(run.record("r")).contains("\"result\":\"" + MEMORY);
    assertThat(Path.of(path(run.record("r"))).getParent()).doesNotExist();
  }

  @Test
  void what_a_killed_supervisor_left_is_removed_by_the_next() throws Exception {
    Files.writeString(folder.resolve("job.jsonl"), REMEMBER.formatted(true));
    Process killed =
        Reeve.in(folder)
            .withoutArchive()
            .start(
                Files.createFile(folder.resolve("out")),
                Files.createFile(folder.resolve("err")),
                OneWorker.arguments("job.jsonl"));
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> !foldersOf(killed.pid()).isEmpty() && isFull(foldersOf(killed.pid()).get(0)));
    Signals.to(killed, "KILL");
    assertThat(Reeve.exitCode(killed)).isEqualTo(137);
    Signals.requireNothingLeftWithin(Duration.ofSeconds(5));
    assertThat(foldersOf(killed.pid())).isNotEmpty();
    OneWorker.run(folder, OneWorker.AND_THEN);
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(foldersOf(killed.pid())).isEmpty());
  }

  private static boolean isFull(File memory) {
    String[] files = memory.list();
    return files != null && files.length == 1 && !files[0].contains(".");
  }

  private static List<File> foldersOf(long pid) {
    File[] all =
        MEMORY.toFile().listFiles((dir, name) -> name.startsWith("reeve-memory-" + pid + '-'));
    return all == null ? List.of() : List.of(all);
  }

  private static String path(String record) {
    return record.replaceAll(".*\"result\":\"([^\"]*)\".*", "$1");
  }
}
