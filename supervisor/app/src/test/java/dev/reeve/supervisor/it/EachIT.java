package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands for arguments, as they would be typed. */
class EachIT {
  @TempDir Path folder;

  private Finished each(String... args) {
    return eachOf("", args);
  }

  private Finished eachOf(String input, String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "each";
    System.arraycopy(args, 0, all, 1, args.length);
    return Reeve.in(folder).input(input).run(all);
  }

  @Test
  void outputs_come_whole_and_in_order_and_nothing_else_is_said() {
    String lines =
        IntStream.rangeClosed(1, 1000).mapToObj(i -> i + "\n").collect(Collectors.joining());
    Finished finished = eachOf(lines, "-k", "--tag", "printf", "%s\\n-", "{#}");
    String expected =
        IntStream.rangeClosed(1, 1000)
            .mapToObj(i -> i + "\t" + i + "\n" + i + "\t-")
            .collect(Collectors.joining());
    assertThat(finished.out()).isEqualTo(expected);
    assertThat(finished.err()).isEmpty();
    assertThat(finished.exitCode()).isZero();
  }

  @Test
  void a_hundred_megabytes_of_one_command_and_binary_output_arrive_byte_by_byte() throws Exception {
    Path out = folder.resolve("o");
    Path err = folder.resolve("e");
    String script =
        "head -c 100000000 /dev/zero; printf '\\377\\376\\000x'; head -c 5000000 /dev/zero >&2";
    Process reeve =
        Reeve.in(folder).jvm("-Xmx64m").start(out, err, "each", "sh", "-c", script, ":::", "x");
    assertThat(Reeve.exitCode(reeve)).isZero();
    assertThat(Files.size(out)).isEqualTo(100_000_004);
    try (InputStream end = Files.newInputStream(out)) {
      end.skipNBytes(100_000_000);
      assertThat(end.readAllBytes()).containsExactly(0xFF, 0xFE, 0, 'x');
    }
    assertThat(Files.size(err)).isEqualTo(5_000_000);
  }

  @Test
  void a_failure_is_told_after_what_it_wrote_and_only_the_last_attempt_is_shown() {
    Finished finished =
        each(
            "-k",
            "--retries",
            "1",
            "sh",
            "-c",
            "echo out {}; echo err {} >&2; exit {}",
            ":::",
            "0",
            "3");
    assertThat(finished.out()).isEqualTo("out 0\nout 3\n");
    assertThat(finished.err().lines().toList())
        .startsWith("err 0", "err 3", "reeve: 3: exit 3: err 3")
        .hasSize(4);
    assertThat(finished.exitCode()).isEqualTo(1);
  }

  @Test
  void what_a_command_wrote_until_its_time_was_over_is_shown() {
    Finished finished = each("--timeout", "1s", "sh", "-c", "echo begun; sleep 60", ":::", "a");
    assertThat(finished.out()).isEqualTo("begun\n");
    assertThat(finished.err()).contains("reeve: a: timed out");
    assertThat(finished.exitCode()).isEqualTo(1);
  }

  @Test
  void names_that_look_like_code_are_names() throws IOException {
    List<String> names =
        List.of(
            "a b",
            "q'x",
            "d\"y",
            "-n",
            "$(touch PWNED)",
            ";touch PWNED",
            "{}",
            "`touch PWNED`",
            "new\nline",
            "*",
            "~");
    String input = String.join("\0", names);
    Finished finished = eachOf(input, "-0", "-k", "printf", "<%s>", "{}");
    assertThat(finished.out())
        .isEqualTo(names.stream().map(name -> "<" + name + ">").collect(Collectors.joining()));
    Finished inScript = eachOf(input, "-0", "-k", "sh", "-c", "printf '<%s>' \"$1\"", "sh", "{}");
    assertThat(inScript.out()).isEqualTo(finished.out());
    assertThat(folder.resolve("PWNED")).doesNotExist();
  }

  @Test
  void a_new_argument_does_not_make_the_others_run_again() {
    assertThat(each("--results", "r.jsonl", "-k", "echo", ":::", "a", "c").out())
        .isEqualTo("a\nc\n");
    assertThat(each("--results", "r.jsonl", "--resume", "echo", ":::", "a", "b", "c").out())
        .isEqualTo("b\n");
  }

  @Test
  void wrong_uses_are_told_with_the_remedy() {
    assertThat(each("-a", "no-file", "echo").exitCode()).isEqualTo(66);
    Finished none = each(":::", "a");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("no command is given; for example: ");
    Finished unknown = each("echo", "{..}", ":::", "a");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("unknown placeholder {..}");
    assertThat(each("--dry-run", "rm", ":::", "a b").out()).isEqualTo("rm 'a b'\n");
  }

  @Test
  void a_killed_run_s_outputs_are_removed_by_the_next() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    String tmpdir = "-Djava.io.tmpdir=" + temporary;
    Process reeve =
        Reeve.in(folder)
            .withoutArchive()
            .jvm(tmpdir)
            .startPiped(
                "each", "-k", "sh", "-c", "head -c 200000 /dev/zero; sleep {}", ":::", "60", "0");
    Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(() -> files(temporary) > 0);
    reeve.destroyForcibly();
    assertThat(Reeve.exitCode(reeve)).isEqualTo(137);
    Finished next = Reeve.in(folder).jvm(tmpdir).run("each", "echo", ":::", "a");
    assertThat(next.out()).isEqualTo("a\n");
    Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(() -> files(temporary) == 0);
  }

  private static long files(Path temporary) throws IOException {
    try (Stream<Path> all = Files.walk(temporary)) {
      return all.filter(path -> path.getFileName().toString().endsWith(".out")).count();
    }
  }
}
