package dev.reeve.supervisor.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Calls of GNU parallel, most of them from its manual, and the same ones of {@code each}. */
public final class ParallelCalls {
  /** The file for standard input, and arguments; with "!" each has a shell, as parallel has. */
  private static final List<String> LINES =
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

  private ParallelCalls() {}

  /**
   * A call in the folder of the inputs.
   *
   * @param name for messages
   * @param input name of the file for standard input
   * @param inShell whether {@code each} needs a shell, which GNU parallel always has
   */
  public record Call(String name, String input, List<String> arguments, boolean inShell) {
    private static Call of(String line) {
      int end = line.indexOf(' ') - 1;
      return new Call(
          line,
          line.substring(0, end),
          List.of(line.substring(end + 2).split(" ")),
          line.charAt(end) == '!');
    }

    /** Returns whether that is one of its words. */
    public boolean has(String word) {
      return arguments.contains(word);
    }

    /** Returns the command of GNU parallel. */
    public List<String> parallel() {
      List<String> command = new ArrayList<>(List.of("parallel", "--will-cite", "-k", "-j1"));
      command.addAll(arguments);
      return command;
    }

    /** Returns the arguments of Reeve; {@code --header} has no separator there. */
    public List<String> each() {
      List<String> command = new ArrayList<>(List.of("each", "-k", "-j1"));
      if (inShell) {
        command.add("--shell");
      }
      command.addAll(arguments);
      int header = command.indexOf("--header");
      if (header >= 0) {
        command.remove(header + 1);
      }
      return command;
    }
  }

  /** Returns all calls. */
  public static List<Call> all() {
    return LINES.stream().map(Call::of).toList();
  }

  /** Writes the files that the calls read. */
  public static void writeInputs(Path folder) throws IOException {
    write(folder, "-", "");
    write(folder, "abc", "A\nB\nC\n");
    write(folder, "def", "D\nE\nF\n");
    write(folder, "abc0", "A\0B\0C");
    write(folder, "tsv", "f1\tf2\nA\tB\nC\tD\n");
    write(folder, "nolast", "A\nB");
    write(folder, "names", "a b\n$(x)\nit's\n;ls\n*\n~\n\"q\"\n`x`\n{}\n-n\n&\n\\\n");
    write(
        folder,
        "fifty",
        IntStream.rangeClosed(1, 50).mapToObj(i -> i + "\n").collect(Collectors.joining()));
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
