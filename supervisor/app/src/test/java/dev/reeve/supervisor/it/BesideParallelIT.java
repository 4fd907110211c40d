package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same arguments for GNU parallel and for each print the same bytes. */
class BesideParallelIT {
  /** The file for standard input, and arguments; with "!" each has a shell, as parallel has. */
  private static final List<String> CALLS =
      List.of(
          "abc: echo",
          "abc: echo {}",
          "-: -a abc echo",
          "-: echo :::: abc",
          "-: echo {#} A ::: A B C ::: D E F",
          "-: -a abc -a def echo",
          "abc: -a - -a def echo",
          "abc: echo :::: - def",
          "-: echo ::: A B C :::: def",
          "-: --link echo ::: A B C D E ::: F G",
          "-: echo {1} {2} {3} ::: A B :::+ 1 2 ::: x y",
          "abc0: -0 echo",
          "-: echo {.} {/} {//} {/.} {%} ::: A/B.C",
          "-: echo /={1/} //={1//} /.={1/.} .={1.} 3={-1} ::: A/B.C D/E.F",
          "tsv: --colsep \\t echo 1={1} 2={2}",
          "tsv: --header : --colsep \\t echo f1={f1} f2={f2}",
          "-: --header : echo {f1} {f2} ::: f1 A B ::: f2 C D",
          "fifty: -n 3 echo",
          "abc: -X echo",
          "abc: -X echo pre-{}-post",
          "fifty: -n 2 echo {1}-{2}",
          "-: --tag echo foo-{} ::: A B C",
          "nolast: printf %s",
          "-: --dry-run echo {} ::: $HOME ; *",
          "names: echo {}",
          "abc: --tag -n2 echo",
          "names! printf '[%s]' {} | tr a-z A-Z",
          "fifty! -n 3 echo {2} {1}; echo {} {#}",
          "abc! -X echo pre-{}-post | rev; echo {}",
          "-! cd /; pwd; echo {1} \"{2} $(echo {1})\" ::: A B ::: C D",
          "abc! --line-buffer echo {}; echo {}2",
          "abc! --tag --line-buffer printf {}",
          "abc: -u echo");

  private final Path folder;

  BesideParallelIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void writeInputs() throws IOException {
    write("-", "");
    write("abc", "A\nB\nC\n");
    write("def", "D\nE\nF\n");
    write("abc0", "A\0B\0C");
    write("tsv", "f1\tf2\nA\tB\nC\tD\n");
    write("nolast", "A\nB");
    write("names", "a b\n$(x)\nit's\n;ls\n*\n~\n\"q\"\n`x`\n{}\n-n\n&\n\\\n");
    write(
        "fifty",
        IntStream.rangeClosed(1, 50).mapToObj(i -> i + "\n").collect(Collectors.joining()));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void both_print_the_same() throws Exception {
    assumeTrue(isInstalled(), "GNU parallel is not installed");
    for (String call : CALLS) {
      int end = call.indexOf(' ') - 1;
      String input = call.substring(0, end);
      List<String> arguments = List.of(call.substring(end + 2).split(" "));
      Running parallel = start(parallel(arguments), input);
      Running each = start(each(arguments, call.charAt(end) == '!'), input);
      assertThat(each.out()).as(call).isEqualTo(parallel.out());
    }
  }

  @Test
  void both_write_the_same_files() throws Exception {
    assumeTrue(isInstalled(), "GNU parallel is not installed");
    List<String> command = List.of("echo", "{};", "printf", "{}", ">&2", ":::", "A", "B");
    List<String> parallel = parallel(List.of("--results", "p"));
    parallel.addAll(command);
    List<String> each = each(List.of("--output-dir", "d"), true);
    each.addAll(command);
    Running one = start(parallel, "-");
    Running other = start(each, "-");
    assertThat(one.out()).isEmpty();
    assertThat(other.out()).isEmpty();
    for (String name : List.of("A", "B")) {
      Path ours = folder.resolve("d").resolve(name + ".out");
      Path theirs = folder.resolve("p/1").resolve(name);
      assertThat(ours).hasSameBinaryContentAs(theirs.resolve("stdout"));
      assertThat(ours.resolveSibling(name + ".err"))
          .hasSameBinaryContentAs(theirs.resolve("stderr"));
    }
  }

  private static List<String> parallel(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("parallel", "--will-cite", "-k", "-j1"));
    command.addAll(arguments);
    return command;
  }

  /** One worker is enough, and a second would cost as much time as all else. */
  private List<String> each(List<String> arguments, boolean inShell) {
    List<String> command =
        new ArrayList<>(Reeve.in(folder).byScript().command("each", "-k", "-j1"));
    command.addAll(inShell ? List.of("--shell") : List.of());
    command.addAll(withoutColon(arguments));
    return command;
  }

  /** GNU parallel takes the separator of the header, where a colon means that of the columns. */
  private static List<String> withoutColon(List<String> arguments) {
    List<String> without = new ArrayList<>(arguments);
    int header = without.indexOf("--header");
    if (header >= 0) {
      without.remove(header + 1);
    }
    return without;
  }

  private boolean isInstalled() throws IOException, InterruptedException {
    try {
      return start(List.of("parallel", "--version"), "-").out().startsWith("GNU parallel");
    } catch (IOException e) {
      return false;
    }
  }

  /** A program, with a file for its output. */
  private record Running(Process process, Path file) {
    String out() throws IOException, InterruptedException {
      assertThat(process.waitFor(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      return Files.readString(file);
    }
  }

  private Running start(List<String> command, String input) throws IOException {
    Path out = Files.createTempFile(folder, "out", "");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("XDG_CACHE_HOME", Reeve.CACHE.toString());
    builder.environment().put("XDG_STATE_HOME", Reeve.STATE.toString());
    return new Running(
        builder
            .redirectInput(folder.resolve(input).toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start(),
        out);
  }
}
