package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
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
  @Tag("long")
  void a_truncated_archive_is_made_anew() throws IOException {
    assertRuns(call(Map.of()));
    Files.writeString(archives().get(0), "no archive");

    assertRuns(call(Map.of()));
    assertThat(archives()).hasSize(1);
    assertThat(Files.size(archives().get(0))).isGreaterThan(1_000_000);
  }

  @Test
  @Tag("long")
  void an_archive_with_a_damaged_inside_is_made_anew() throws IOException {
    assertRuns(call(Map.of()));
    assertRuns(call(Map.of())); // by what was remembered of the first
    Path archive = archives().get(0);
    byte[] bytes = Files.readAllBytes(archive);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 4 * 3, (byte) 0x55);
    Files.write(archive, bytes);
    FileTime later = FileTime.from(Instant.now().plusSeconds(5)); // its name knows seconds
    Files.setLastModifiedTime(archive, later);

    assertRuns(call(Map.of()));
    assertThat(archives()).hasSize(1).doesNotContain(archive);
  }

  @Tag("long")
  @Test
  void a_memo_that_makes_no_sense_is_written_anew_under_a_name_of_unfinished_files_at_first()
      throws IOException {
    assertRuns(call(Map.of()));
    Path memo = folder.resolve("cache/reeve/launcher-memo");
    String good = Files.readString(memo);
    Files.writeString(memo, "/no/such/archive\nnothing\n");

    assertRuns(call(Map.of()));
    assertThat(memo).hasContent(good);

    Files.delete(memo);
    Files.createDirectory(memo); // what cannot take its place stays in it
    assertRuns(call(Map.of()));
    assertThat(memo.toFile().list())
        .as("a name by which a later run removes it")
        .singleElement()
        .asString()
        .matches("supervisor-memo\\.\\d+\\.tmp");
  }

  @Test
  void it_does_without_an_archive_where_there_shall_be_none() {
    assertRuns(call(Map.of("REEVE_ARCHIVE", "off")));
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void under_the_locale_c_names_beyond_ascii_are_whole() throws IOException {
    Path place = Files.createDirectory(folder.resolve("dé"));
    Files.writeString(place.resolve("ü€.x"), "");
    Files.writeString(
        place.resolve("jöb.json"),
        """
        {"tasks": [{"id": "a", "forEach": {"glob": "*.x"}, "command": ["ls", "{item}"]}]}
        """);
    Reeve.Finished run =
        Reeve.in(folder)
            .env("REEVE_ARCHIVE", "off")
            .env("JAVA_HOME", System.getProperty("java.home"))
            .env("LC_ALL", "C")
            .script("run", "dé/jöb.json", "-j", "1");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.record("a[1]")).contains("\"stdout\":\"ü€.x\\n\"");
  }

  @Test
  void a_bare_path_is_enough() {
    Reeve.Finished finished = call(Map.of("PATH", "/nonexistent"));
    assertRuns(finished);
    assertThat(finished.err()).doesNotContain("not found");
    assertThat(archives()).hasSize(1);
  }

  @Tag("long")
  @Test
  void a_jvm_that_cannot_start_is_78_with_its_own_words() {
    for (int i = 0; i < 2; i++) {
      Reeve.Finished finished = call(Map.of("JAVA_TOOL_OPTIONS", "-XX:NoSuchOption"));
      assertThat(finished.exitCode()).as(finished.err()).isEqualTo(78);
      assertThat(finished.err()).contains("NoSuchOption", "reeve: the JVM does not start: ");
      assertRuns(call(Map.of())); // and is remembered
    }
    String deleted = "mkdir gone && cd gone && rmdir ../gone && exec \"$@\"";
    for (String trouble : List.of("ulimit -v 1000000 && exec \"$@\"", deleted)) {
      Reeve.Finished finished = callUnder(trouble);
      assertThat(finished.exitCode()).as(finished.err()).isEqualTo(78);
      assertThat(finished.err()).contains("of VM", "reeve: the JVM does not start: ");
    }
  }

  @Test
  @Tag("long")
  void an_archive_that_could_not_be_made_is_tried_again_after_a_quarter_of_an_hour()
      throws IOException {
    String smallFiles = "ulimit -f 1000 && exec \"$@\"";
    assertRuns(callUnder(smallFiles));
    assertThat(archives()).hasSize(1);
    Path note = archives().get(0);
    assertThat(note).isEmptyFile();

    FileTime earlier = FileTime.from(Instant.now().minusSeconds(600));
    Files.setLastModifiedTime(note, earlier);
    assertRuns(callUnder(smallFiles));
    assertThat(Files.getLastModifiedTime(note).toInstant())
        .isBefore(earlier.toInstant().plusMillis(1));

    Files.setLastModifiedTime(note, FileTime.from(Instant.now().minusSeconds(960)));
    assertRuns(call(Map.of()));
    assertThat(archives()).hasSize(1).doesNotContain(note);
  }

  @Test
  void a_java_that_is_broken_is_78() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
    Files.createSymbolicLink(bin.resolve("java"), Path.of("/bin/false"));
    Reeve.Finished finished = call(Map.of("JAVA_HOME", folder.resolve("jdk").toString()));
    assertThat(finished.exitCode()).as(finished.err()).isEqualTo(78);
    assertThat(finished.err()).contains("the JVM does not start");
  }

  @Test
  void it_does_without_a_place_for_one() throws IOException {
    Files.writeString(folder.resolve("cache"), "in the way");
    assertRuns(call(Map.of()));
  }

  @Test
  void in_the_home_of_another_user_it_leaves_nothing_whatever_the_variables() throws IOException {
    assumeTrue(
        Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")),
        "only root can give a folder to another user");
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.setAttribute(home, "unix:uid", 65534);
    for (String cache : List.of("", "relative")) {
      assertRuns(call(Map.of("HOME", home.toString(), "XDG_CACHE_HOME", cache)));
      assertThat(home).isEmptyDirectory();
    }
  }

  @Test
  void the_report_of_a_crash_of_its_jvm_goes_to_the_logs() throws IOException {
    Path logs = Files.createDirectories(folder.resolve("st ate/reeve/logs"));
    Reeve.Finished finished =
        call(
            Map.of(
                "JAVA_HOME", jdkThatPrintsItsArguments(),
                "REEVE_ARCHIVE", "off",
                "XDG_STATE_HOME", folder.resolve("st ate").toString()));
    assertThat(finished.err().lines())
        .contains("-XX:ErrorFile=" + logs + "/hs_err_supervisor_pid%p.log");
  }

  @Test
  void short_calls_do_without_the_second_compiler() throws IOException {
    Files.writeString(folder.resolve("job.jsonl"), TASK);
    for (String name : List.of("big.jsonl", "-big.jsonl", "!")) {
      try (RandomAccessFile large = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
        large.setLength(65L << 20);
      }
    }
    for (String call :
        List.of(
            "--version", "ps", "run job.jsonl -j 1", "run -j 1 gone.jsonl", "each true ::: a")) {
      assertThat(argumentsOf(call)).as(call).contains("-XX:TieredStopAtLevel=1");
    }
    for (String call :
        List.of(
            "run -",
            "run -j 2 big.jsonl",
            "run -- -big.jsonl",
            "run !",
            "run /dev/stdin",
            "serve",
            "work",
            "submit --stream")) {
      assertThat(argumentsOf(call)).as(call).doesNotContain("-XX:TieredStopAtLevel=1");
    }
  }

  private List<String> argumentsOf(String call) throws IOException {
    return reeve()
        .env("JAVA_HOME", jdkThatPrintsItsArguments())
        .env("REEVE_ARCHIVE", "off")
        .script(call.split(" "))
        .err()
        .lines()
        .toList();
  }

  private String jdkThatPrintsItsArguments() throws IOException {
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\" >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    return folder.resolve("jdk").toString();
  }

  private static void assertRuns(Reeve.Finished finished) {
    assertThat(finished.exitCode()).as(finished.err()).isZero();
    assertThat(finished.record("a")).contains("\"status\":\"succeeded\"");
    assertThat(finished.records()).hasSize(1);
  }

  private Reeve.Finished call(Map<String, String> env) {
    Reeve reeve = reeve();
    env.forEach(reeve::env);
    return reeve.input(TASK).script("run", "-", "-j", "1");
  }

  private Reeve reeve() {
    return Reeve.in(folder)
        .env("XDG_CACHE_HOME", folder.resolve("cache").toString())
        .env("JAVA_HOME", System.getProperty("java.home"));
  }

  /** Runs a script that ends in the call. */
  private Reeve.Finished callUnder(String script) {
    return reeve()
        .byScript()
        .under("sh", "-c", script, "sh")
        .input(TASK)
        .run("run", "-", "-j", "1");
  }

  private List<Path> archives() {
    try (Stream<Path> files = Files.list(folder.resolve("cache/reeve"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("supervisor-")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
