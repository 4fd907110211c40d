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
  /** The file for standard input, and arguments. */
  private static final List<String> CALLS =
      List.of(
          "-: echo ::: A B C",
          "abc: echo",
          "abc: echo {}",
          "-: -a abc echo",
          "-: echo :::: abc",
          "-: echo ::: A B C ::: D E F",
          "-: -a abc -a def echo",
          "abc: -a - -a def echo",
          "abc: echo :::: - def",
          "-: echo ::: A B C :::: def",
          "-: --link echo ::: A B C ::: D E F",
          "-: --link echo ::: A B C D E ::: F G",
          "-: echo :::: abc :::+ D E F",
          "-: echo {1} {2} {3} ::: A B :::+ 1 2 ::: x y",
          "abc0: -0 echo",
          "-: echo {.} {/} {//} {/.} ::: A/B.C",
          "-: echo {#} ::: A B C",
          "-: -j1 echo {%} ::: A B",
          "-: echo {1} and {2} ::: A B ::: C D",
          "-: echo /={1/} //={1//} /.={1/.} .={1.} ::: A/B.C D/E.F",
          "-: echo 1={1} 2={2} 3={-1} ::: A B ::: C D ::: E F",
          "tsv: --colsep \\t echo 1={1} 2={2}",
          "tsv: --header : --colsep \\t echo f1={f1} f2={f2}",
          "-: --header : echo {f1} {f2} ::: f1 A B ::: f2 C D",
          "fifty: -n 3 echo",
          "abc: -X -j1 echo",
          "abc: -X -j1 echo pre-{}-post",
          "fifty: -n 2 echo {1}-{2}",
          "-: --tag echo foo-{} ::: A B C",
          "nolast: echo",
          "-: echo {} ::: $HOME ; * it's",
          "-: --dry-run echo {} ::: A B",
          "-: printf %s ::: a b c",
          "abc: --tag -n2 echo",
          "-: echo {1}{2}{3} ::: a b ::: 1 2 ::: x");

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
      String input = call.substring(0, call.indexOf(": "));
      List<String> arguments = List.of(call.substring(input.length() + 2).split(" "));
      List<String> parallel = new ArrayList<>(List.of("parallel", "--will-cite", "-k"));
      parallel.addAll(arguments);
      List<String> each = new ArrayList<>(Reeve.in(folder).byScript().command("each", "-k"));
      each.addAll(withoutColon(arguments));
      assertThat(output(each, input)).as(call).isEqualTo(output(parallel, input));
    }
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
      return output(List.of("parallel", "--version"), "-").startsWith("GNU parallel");
    } catch (IOException e) {
      return false;
    }
  }

  private String output(List<String> command, String input)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", "");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("XDG_CACHE_HOME", Reeve.CACHE.toString());
    builder.environment().put("XDG_STATE_HOME", Reeve.STATE.toString());
    Process process =
        builder
            .redirectInput(folder.resolve(input).toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    return Files.readString(out);
  }
}
