package dev.reeve.supervisor.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands write while they run and into files, and names that look like code. */
class EachOutputIT {
  private static final List<String> NAMES =
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
          "../up",
          "~",
          "täxt");

  @TempDir Path folder;

  @Test
  void a_killed_worker_loses_no_line_and_lines_are_not_mixed() throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    String script =
        "echo begun {}; printf half; echo e {} >&2; while [ ! -e go ]; do sleep 0.05; done;"
            + " [ {} = b ] && kill -9 $PPID; echo way";
    Process reeve =
        Reeve.in(folder)
            .jvm("-Djava.io.tmpdir=" + temporary)
            .start(out, err, "each", "--line-buffer", "--tag", "--shell", script, ":::", "a", "b");
    Reeve.awaitText(out, "a\tbegun a\n");
    Reeve.awaitText(out, "b\tbegun b\n");
    Reeve.awaitText(err, "a\te a\n");
    Reeve.awaitText(err, "b\te b\n");
    assertThat(Reeve.text(out)).doesNotContain("half");
    Path unused = Files.createFile(folder.resolve("go"));
    assertThat(Reeve.exitCode(reeve)).isEqualTo(1);
    assertThat(Reeve.text(out))
        .contains("a\thalfway\n")
        .contains("b\thalf")
        .hasSize("a\tbegun a\nb\tbegun b\na\thalfway\nb\thalf".length());
    assertThat(Reeve.text(err)).contains("reeve: b: crashed: ");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void names_are_names_in_scripts_logs_and_files_and_what_is_done_stays() throws Exception {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    for (String name : NAMES) {
      input.writeBytes((name + "\0").getBytes(UTF_8));
    }
    input.writeBytes(new byte[] {'x', (byte) 0xFF});
    Finished first = each(input.toByteArray());
    assertThat(first.exitCode()).as(first.err()).isEqualTo(1);
    assertThat(first.err())
        .contains(
            "standard input:" + (NAMES.size() + 1) + ": is not UTF-8, so it cannot be passed");
    assertThat(first.out())
        .isEqualTo(NAMES.stream().map(name -> "<" + name + ">").collect(Collectors.joining()));
    assertThat(Files.readAllLines(folder.resolve("log"))).hasSize(2 + NAMES.size());
    assertThat(contents()).containsExactlyInAnyOrder(expected(NAMES));
    try (Stream<Path> files = Files.list(folder.resolve("d"))) {
      for (Path file : files.toList()) {
        Files.writeString(file, "kept");
      }
    }
    input.writeBytes("\0new".getBytes(UTF_8));
    assertThat(each(input.toByteArray()).out()).isEqualTo("<new>");
    assertThat(contents()).contains("<new>").filteredOn("kept"::equals).hasSize(2 * NAMES.size());
    assertThat(folder.resolve("PWNED")).doesNotExist();
    assertThat(folder.resolve("d/PWNED")).doesNotExist();
  }

  @Test
  void of_names_on_the_command_line_one_that_is_not_utf_8_fails_alone() throws Exception {
    List<String> words =
        new ArrayList<>(List.of("-c", "exec \"$@\" a \"$(printf 'x\\377')\" b", "sh"));
    words.addAll(Reeve.in(folder).byScript().command("each", "-k", "touch", ":::"));
    Finished finished = Reeve.in(folder).program(Path.of("/bin/sh"), words.toArray(new String[0]));
    assertThat(finished.exitCode()).as(finished.err()).isEqualTo(1);
    assertThat(finished.err())
        .contains("reeve: x\ufffd: failed: is not UTF-8, so it cannot be passed on")
        .contains("2 succeeded, 1 failed");
    assertThat(folder.resolve("x\ufffd")).doesNotExist();
    assertThat(folder.resolve("a")).exists();
    assertThat(folder.resolve("b")).exists();
  }

  private Finished each(byte[] input) {
    return Reeve.in(folder)
        .input(input)
        .run(
            "each",
            "-0k",
            "--resume",
            "--results=r",
            "--joblog=log",
            "--output-dir=d",
            "--output=raw",
            "--shell",
            "printf '<%s>' {}; printf %s {} >&2");
  }

  private static String[] expected(List<String> names) {
    return names.stream().flatMap(name -> Stream.of("<" + name + ">", name)).toArray(String[]::new);
  }

  private List<String> contents() throws IOException {
    List<String> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("d"))) {
      for (Path file : files.toList()) {
        all.add(Files.readString(file));
      }
    }
    return all;
  }
}
