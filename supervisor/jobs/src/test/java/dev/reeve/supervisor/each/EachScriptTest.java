package dev.reeve.supervisor.each;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.job.TaskDefaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Arguments in shell scripts: the script, and what a shell makes of it. */
final class EachScriptTest {
  private static final List<String> HOSTILE =
      List.of(
          "a b",
          "q'x",
          "d\"y",
          "-n",
          "$(touch PWNED)",
          ";touch PWNED",
          "a&&touch PWNED #",
          "`touch PWNED`",
          "' ; touch PWNED ; '",
          "{}",
          "{1}",
          "new\ntouch PWNED",
          "*",
          "~",
          "\\",
          "",
          "x[$(touch PWNED)]");

  @TempDir Path folder;

  private static EachBuilder each(String... arguments) {
    return new EachBuilder(List.of(List.of(ArgumentSource.of(List.of(arguments)))));
  }

  /** Returns the words of each task's command: the script and its parameters. */
  private static List<List<String>> scripts(EachBuilder builder, String... script)
      throws IOException {
    List<List<String>> all = new ArrayList<>();
    try (Job job = builder.script(List.of(script)).build(Path.of("/f"), TaskDefaults.NONE)) {
      for (SourceEntry entry; (entry = job.next()) != null; ) {
        String payload = ((SourceEntry.Ready) entry).task().payload().toString();
        assertThat(payload).contains(",\"shell\":true");
        JsonNode words = new ObjectMapper().readTree(payload).get("command");
        List<String> command = new ArrayList<>();
        words.forEach(word -> command.add(word.asString()));
        all.add(command);
      }
    }
    return all;
  }

  private static List<String> script(EachBuilder builder, String... script) throws IOException {
    return scripts(builder, script).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "gzip|gzip \"$1\"|d/e.tar.gz",
        "gzip < {} > {/}.x|gzip < \"$1\" > \"$2\".x|d/e.tar.gz,e.tar.gz",
        "echo {.} {//} {/.} {#} {1} {-1}|echo \"$1\" \"$2\" \"$3\" \"$4\" \"$5\" \"$6\""
            + "|d/e.tar,d,e.tar,1,d/e.tar.gz,d/e.tar.gz",
        "echo \"size of {}: $(wc -c < {})\"|echo \"size of ${1}: $(wc -c < \"$1\")\"|d/e.tar.gz",
        "awk '{print $1}' {}|awk '{print $1}' \"$1\"|d/e.tar.gz",
        "awk '/x{{2}/' {}|awk '/x{2}/' \"$1\"|d/e.tar.gz",
        "docker inspect -f '{{.Name}}' {}|docker inspect -f '{{.Name}}' \"$1\"|d/e.tar.gz",
        "echo ${x} ${1} ${#} {}|echo ${x} ${1} ${#} \"$1\"|d/e.tar.gz",
        "echo $(expr {#} + 1)|echo $(expr \"$1\" + 1)|1",
        "x={}; echo \"$x\"|x=\"$1\"; echo \"$x\"|d/e.tar.gz",
        "true # {}|true # {}|",
      })
  void a_placeholder_becomes_a_parameter(String from, String to, String values) throws IOException {
    List<String> expected = new ArrayList<>(List.of(to));
    expected.addAll(values == null ? List.of() : List.of(values.split(",")));
    assertThat(script(each("d/e.tar.gz"), from)).isEqualTo(expected);
  }

  @Test
  void words_are_joined_by_spaces() throws IOException {
    assertThat(script(each("a"), "gzip", "-c", "{}", ">", "{}.gz"))
        .containsExactly("gzip -c \"$1\" > \"$1\".gz", "a");
  }

  @Test
  void several_arguments_become_words_of_their_own() throws IOException {
    assertThat(scripts(each("a", "b", "c").most(2), "x -{}- \"{} {2}\""))
        .containsExactly(
            List.of("x -\"$1\" \"$2\"- \"${1}\" \"${2} ${3}\"", "a", "b", "b"),
            List.of("x -\"$1\"- \"${1} \"", "c"));
    assertThat(script(each("a", "b").fill(1), "x -{}- \"<{}>\" $(y {.}) {1}; z"))
        .containsExactly(
            "x -\"$1\"- -\"$2\"- \"<${1}>\" \"<${2}>\" $(y \"$3\" \"$4\") \"$5\"; z",
            "a", "b", "a", "b", "a");
  }

  @Test
  void as_many_as_fit_leave_room_for_the_script() throws IOException {
    String[] many = new String[30_000];
    Arrays.fill(many, "x");
    for (List<String> command : scripts(each(many).fill(1), "printf", "%s\\n", "--{}--")) {
      assertThat(command.get(0).length()).isLessThan(128 << 10);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x={}; y", "x=a{} y", "y > {}", "y <{}", "x=\"{}\""})
  void several_arguments_where_one_word_is_taken_are_refused(String script) throws IOException {
    assertThatThrownBy(() -> scripts(each("a", "b").most(2), script))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has {} for several arguments where the shell takes one word");
    assertThat(scripts(each("a"), script)).hasSize(1);
    assertThat(scripts(each("a", "b").most(2), script.replace("{}", "{1}"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "wc '{}'|the script has single quotes around {}; write it without quotes:",
        "sed '/a{3}/'|write {{ for a brace",
        "cat <<E {}|the script has {} in or after a here-document; use printf '%s\\n' {} instead",
        "echo $(({1} + 1))|the script has {1} in $((…)), where some shells run values as code",
        "echo $(( \"{}\" ))|in $((…))",
        "echo {..}|unknown placeholder {..}",
      })
  void what_cannot_be_quoted_is_refused(String script, String message) {
    assertThatThrownBy(() -> scripts(each("a"), script))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "printf %s {}",
        "printf %s \"{}\"",
        "printf %s \"$(printf %s {}; echo .)\" | sed '$ s/.$//'",
        "x={}; printf %s \"$x\"",
      })
  void a_shell_hands_every_argument_on_unchanged(String script) throws Exception {
    String[] all = HOSTILE.toArray(String[]::new);
    List<List<String>> commands = scripts(each(all), script);
    for (int i = 0; i < all.length; i++) {
      assertThat(run(commands.get(i))).as(script).isEqualTo(all[i]);
    }
    String whole = run(script(each(all).fill(1), "printf '<%s>' {}"));
    assertThat(whole).isEqualTo("<" + String.join("><", all) + ">");
    assertThat(folder.resolve("PWNED")).doesNotExist();
  }

  @Test
  void no_script_however_it_is_quoted_runs_an_argument_as_code() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> pieces =
        List.of("'", "\"", "`", "$(", "$((", ")", "(", "{}", "{1}", "\\", " ", "#", "x=", "echo");
    String hostile = "x;>PWNED;'>PWNED;'\">PWNED\"`>PWNED`$(>PWNED)";
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      StringBuilder script = new StringBuilder("echo {} ");
      for (int j = random.nextInt(10); j > 0; j--) {
        script.append(pieces.get(random.nextInt(pieces.size())));
      }
      try {
        EachBuilder builder = each(hostile, hostile).most(1 + i % 2);
        run(script(i % 3 == 0 ? builder.fill(1) : builder, script.toString()));
      } catch (IllegalArgumentException e) {
        refused++;
      }
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).as("seed %d, script %s", seed, script).isEmpty();
      }
    }
    assertThat(refused).isLessThan(120);
  }

  private String run(List<String> words) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", words.get(0), "sh"));
    command.addAll(words.subList(1, words.size()));
    ProcessBuilder shell = new ProcessBuilder(command);
    shell.directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = shell.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }
}
