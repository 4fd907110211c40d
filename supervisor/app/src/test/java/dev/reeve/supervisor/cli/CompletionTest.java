package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completion, by the shells that are installed. */
class CompletionTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("a job.json"), "{}");
    Files.writeString(folder.resolve("words.txt"), "");
  }

  private Path script(String shell) throws IOException {
    Capture capture = new Capture();
    assertThat(capture.run("generate-completion", shell)).as(capture.err()).isZero();
    return Files.writeString(folder.resolve("_reeve"), capture.out());
  }

  @Test
  void every_choice_of_an_option_is_one_that_it_reads() {
    List<CommandOption<?>> rows =
        CommandForm.all(new Capture().streams()).stream()
            .flatMap(command -> command.rows().stream())
            .filter(row -> !row.choices().isEmpty())
            .toList();
    assertThat(rows).contains(OptionTable.OUTPUT, FormOptions.SHELL);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.choices())
                    .isNotEmpty()
                    .allSatisfy(
                        choice ->
                            assertThat(String.valueOf(row.read(choice)))
                                .isEqualToIgnoringCase(choice)));
  }

  @Test
  void bash_completes() throws Exception {
    Shell.assumeInstalled("bash");
    // _ is an empty word; bash takes --name=value for three words
    Map<String, String> lines =
        lines(
            """
            reeve ru                           | run
            reeve gen                          | generate-completion
            reeve --v                          | --version
            reeve help val                     | validate
            reeve run --jo                     | --joblog
            reeve run job --output r           | raw
            reeve run --output = r             | raw
            reeve run --output =               | human jsonl raw none
            reeve failures --output = j        | jsonl
            reeve run --progress a             | auto always
            reeve generate-completion _        | bash zsh fish --help
            reeve run --results _              | files
            reeve run --results = wo           | files
            reeve run -j _                     |
            reeve run a                        | files
            reeve handlers wo                  |
            reeve validate wo                  | files
            reeve schema re                    | record
            reeve each --tag --co              | --colsep
            reeve each --tag compop            | compopt
            reeve each -a words.txt compop     | compopt
            reeve each --results = r compop    | compopt
            reeve each --tag git che           | arguments from 3
            reeve each -n 2 git che            | arguments from 4
            reeve each --results = r git c     | arguments from 5
            reeve each gzip ::: wo             | files
            """);
    StringBuilder script =
        new StringBuilder(
            """
            . ./_reeve
            compopt() { COMPREPLY=(files); }
            _command_offset() { COMPREPLY=(arguments from "$1"); }
            offer() {
              COMP_WORDS=("$@")
              COMP_CWORD=$(($# - 1))
              _reeve
              last=
              for word in "${COMPREPLY[@]}"; do [[ $word == "$last" ]] || echo -n "$word "; last=$word; done
              echo
            }
            """);
    lines
        .keySet()
        .forEach(line -> script.append("offer ").append(line.replace(" _", " ''")).append("\n"));
    script("bash");
    assertThat(offers(lines, Shell.run(folder, "bash", "--norc", "-c", script.toString())))
        .isEqualTo(lines);
  }

  /** Returns for each line what should be offered. */
  private static Map<String, String> lines(String table) {
    Map<String, String> lines = new LinkedHashMap<>();
    table
        .lines()
        .map(line -> line.split("\\|", -1))
        .forEach(cells -> lines.put(cells[0].strip(), cells[1].strip()));
    return lines;
  }

  /** Returns for each line what was offered, of which a line was printed for each. */
  private static Map<String, String> offers(Map<String, String> lines, String printed) {
    Iterator<String> offers = printed.lines().iterator();
    Map<String, String> offered = new LinkedHashMap<>();
    lines.keySet().forEach(line -> offered.put(line, offers.next().strip()));
    return offered;
  }

  @Test
  void bash_completes_at_a_prompt_with_names_that_have_spaces() throws Exception {
    Shell.assumeInstalled("bash");
    assertThat(atPrompt("bash --norc --noprofile -i", "bash", "reeve ru\t--results=a\t"))
        .contains("<run><--results=a job.json>");
  }

  @Test
  void zsh_completes_at_a_prompt() throws Exception {
    Shell.assumeInstalled("zsh");
    String start = "autoload -U compinit; compinit -u -D\n";
    assertThat(atPrompt("zsh -f -i", "zsh", start, "reeve ru\t--outp\tr\ta\t"))
        .contains("<run><--output=raw><a job.json>");
    assertThat(atPrompt("zsh -f -i", "zsh", start, "reeve each --jobl\two\tcompini\t"))
        .contains("<each><--joblog=words.txt><compinit>");
    assertThat(atPrompt("zsh -f -i", "zsh", start, "reeve fail\t--out\thu\t a\t"))
        .contains("<failures><--output=human><a job.json>");
  }

  /** Types a line at the prompt of a shell in which {@code reeve} shows its arguments. */
  private String atPrompt(String shell, String name, String... typed) throws Exception {
    Shell.assumeInstalled("script");
    script(name);
    String first = String.join("", Arrays.copyOf(typed, typed.length - 1));
    Files.writeString(
        folder.resolve("typed"),
        first
            + ". ./_reeve\nreeve() { printf '<%s>' \"$@\"; echo; }\n"
            + typed[typed.length - 1]
            + "\nexit\n");
    String command = "TERM=dumb script -qec '" + shell + "' /dev/null < typed";
    return Shell.run(folder, "sh", "-c", command);
  }

  @Test
  void fish_completes() throws Exception {
    Shell.assumeInstalled("fish");
    Map<String, String> lines =
        lines(
            """
            reeve ru                     | run
            reeve run --jo               | --joblog
            reeve run --output=r         | --output=raw
            reeve run --output r         | raw
            reeve run wor                | words.txt
            reeve run --results wor      | words.txt
            reeve generate-completion z  | zsh
            reeve each --cols            | --colsep
            reeve each --tag fish_inden  | fish_indent
            reeve each -n 2 fish_inden   | fish_indent
            reeve help val               | validate
            """);
    StringBuilder script = new StringBuilder("source _reeve\n");
    lines
        .keySet()
        .forEach(line -> script.append("complete -C '" + line + "' | cut -f1 | string join ' '\n"));
    script.append("true\n");
    script("fish");
    String printed =
        Shell.run(folder, "env", "HOME=" + folder, "fish", "--no-config", "-c", script.toString());
    assertThat(offers(lines, printed)).isEqualTo(lines);
  }
}
