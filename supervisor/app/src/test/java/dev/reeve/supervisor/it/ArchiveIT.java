package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class-data archives of workers, with a cache folder for each test. */
class ArchiveIT {
  private static final String TASK = "{\"id\":\"a\",\"handler\":\"echo\",\"payload\":1}\n";

  private static final int TRIES = 5;

  @TempDir Path folder;

  @Test
  void the_first_run_makes_an_archive_and_the_next_one_uses_it() throws IOException {
    Reeve.Finished first = run("-v");
    assertThat(first.exitCode()).isZero();
    assertThat(first.err()).contains("making a class-data archive");
    Path archive = runUntilThereIsAnArchive();
    assertThat(archive.getFileName().toString())
        .as("the jar has no handlers but those that its maker knows for Reeve's own")
        .contains("-own-");

    Reeve.Finished second = run("-v", "--jvm-arg", "-Xlog:class+load=info:file=classes.txt");
    assertThat(second.exitCode()).isZero();
    assertThat(second.err()).doesNotContain("archive");
    assertThat(Files.readString(folder.resolve("classes.txt")))
        .containsPattern("dev.reeve.worker.runtime.WorkerMain source: shared objects file");
    assertThat(archive()).isEqualTo(archive);
  }

  @Test
  void the_summary_knows_real_workers_only() {
    assertThat(run("--summary", "summary.json").exitCode()).isZero();
    assertThat(Reeve.text(folder.resolve("summary.json"))).containsOnlyOnce("\"generation\":");
  }

  @Test
  @Tag("long")
  void an_archive_with_a_damaged_inside_costs_no_task_and_no_worker() throws IOException {
    Path archive = runUntilThereIsAnArchive();
    byte[] bytes = Files.readAllBytes(archive);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 4 * 3, (byte) 0x55);
    Files.write(archive, bytes);

    Reeve.Finished damaged =
        reeve()
            .input(TASK + "\n{\"handler\":\"sleep\",\"payload\":{\"duration\":\"1s\"}}".repeat(7))
            .run("run", "-", "-j", "8", "--summary", "summary.json");

    assertThat(damaged.exitCode()).as(damaged.err()).isZero();
    assertThat(damaged.record("a")).contains("\"status\":\"succeeded\"");
    assertThat(Reeve.text(folder.resolve("summary.json"))).doesNotContain("ABRT");
  }

  @Test
  @Tag("long")
  void a_truncated_archive_is_made_anew() throws IOException {
    Path archive = runUntilThereIsAnArchive();
    Files.write(archive, List.of("no archive"));

    assertThat(Files.size(runUntilThereIsAnArchive())).isGreaterThan(1_000_000);
  }

  @Test
  void no_archive_is_made_where_it_is_switched_off() {
    Reeve.Finished finished = reeve().env("REEVE_ARCHIVE", "off").input(TASK).run("run", "-", "-v");
    assertThat(finished.exitCode()).isZero();
    assertThat(finished.err()).doesNotContain("archive");
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void a_cache_folder_that_cannot_be_made_is_no_trouble() throws IOException {
    Files.writeString(folder.resolve("cache"), "in the way");
    Reeve.Finished finished = run();
    assertThat(finished.exitCode()).isZero();
    assertThat(finished.err()).doesNotContain("archive");
  }

  @Test
  void a_run_that_fails_does_not_wait_for_an_archive() {
    Reeve.Finished finished = run("--jvm-arg", "-XX:+NoSuchFlag");
    assertThat(finished.exitCode()).isEqualTo(78);
    assertThat(folder.resolve("cache/reeve"))
        .satisfiesAnyOf(
            cache -> assertThat(cache).doesNotExist(),
            cache -> assertThat(cache).isDirectoryNotContaining("glob:**.tmp*"));
  }

  private Reeve.Finished run(String... options) {
    String[] arguments =
        Stream.concat(Stream.of("run", "-", "-j", "1"), Stream.of(options)).toArray(String[]::new);
    return reeve().input(TASK).run(arguments);
  }

  private Reeve reeve() {
    return Reeve.in(folder).env("XDG_CACHE_HOME", folder.resolve("cache").toString());
  }

  /** A run does not wait for ever: on a busy machine it gives the archive up, and notes that. */
  private Path runUntilThereIsAnArchive() throws IOException {
    assertThat(run().exitCode()).isZero();
    for (int tries = 1; tries < TRIES && !kept("none").isEmpty(); tries++) {
      Files.delete(kept("none").get(0));
      assertThat(run().exitCode()).isZero();
    }
    assertThat(kept("")).hasSize(1);
    return archive();
  }

  private Path archive() throws IOException {
    List<Path> archives = kept("jsa|aot");
    assertThat(archives).hasSize(1);
    return archives.get(0);
  }

  /** The files in the cache folder whose names end so. */
  private List<Path> kept(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache/reeve"))) {
      return files.filter(file -> file.toString().matches(".*(" + ending + ")")).toList();
    }
  }
}
