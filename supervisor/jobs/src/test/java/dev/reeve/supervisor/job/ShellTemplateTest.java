package dev.reeve.supervisor.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items in shell scripts. */
class ShellTemplateTest {
  private static final List<String> HOSTILE =
      List.of(
          "a;touch PWNED",
          "$(touch PWNED)",
          "`touch PWNED`",
          "' ; touch PWNED ; '",
          "\" ; touch PWNED ; \"",
          "a\ntouch PWNED",
          "-n",
          "",
          "  two  spaces ",
          "*",
          "\\",
          "${HOME}",
          "{item}",
          "a&&touch PWNED #");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "wc -l {item}|wc -l \"$1\"",
        "wc -l < {item} > {item}.count|wc -l < \"$1\" > \"$1\".count",
        "echo \"size of {item}: $(wc -c < {item})\"|echo \"size of ${1}: $(wc -c < \"$1\")\"",
        "echo \"a `cat {item}`\"|echo \"a `cat \"$1\"`\"",
        "awk '{print $1}' {item}|awk '{print $1}' \"$1\"",
        "true # {item} is unused|true # {item} is unused",
        "echo a#{item}|echo a#\"$1\"",
        "echo \\{item}|echo \\{item}",
        "echo \"it's {item}\"|echo \"it's ${1}\"",
        "(cd /; ls {item})|(cd /; ls \"$1\")",
      })
  void a_mark_becomes_a_parameter_with_the_quotes_that_its_place_needs(String from, String to) {
    ShellTemplate<TaskPlaceholder> template = template(from);
    assertThat(template.problem()).isNull();
    assertThat(template.script()).isEqualTo(to);
    assertThat(!template.parameters().isEmpty())
        .isEqualTo(to.contains("$1\"") || to.contains("${1}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wc -l '{item}'", "echo 'a {item} b' c", "sh -c 'cat {item}'"})
  void a_mark_in_single_quotes_is_refused_with_advice(String script) {
    assertThat(template(script).problem()).contains("single quotes", "without quotes");
  }

  @Test
  void a_mark_in_arithmetic_is_refused_with_advice() {
    assertThat(template("echo $(({item} + 1))").problem()).contains("use $(expr …)");
    assertThat(template("echo $((1 + 1)) $(expr {item} + 1)").problem()).isNull();
    assertThat(template("echo \"$((1 + 1)) {item}\"").problem()).isNull();
  }

  @Test
  void a_mark_in_a_here_document_is_refused_with_advice() {
    assertThat(template("cat <<E\n{item}\nE").problem()).contains("printf '%s\\n' {item}");
    assertThat(template("cat <<E\nno item\nE").problem()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "printf %s {item}",
        "printf %s \"{item}\"",
        "printf %s \"$(printf %s {item}; echo .)\" | sed '$ s/.$//'",
        "x={item}; printf %s \"$x\"",
      })
  void a_shell_hands_every_item_on_unchanged(String script) throws Exception {
    for (String item : HOSTILE) {
      assertThat(run(template(script), item)).as("%s for %s", script, item).isEqualTo(item);
    }
    assertThat(folder.resolve("PWNED")).doesNotExist();
  }

  @Test
  void no_script_however_it_is_quoted_runs_an_item_as_code() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> pieces =
        List.of("'", "\"", "`", "$(", ")", "(", "{item}", "\\", " ", "#", "\n", "echo", "a", ";");
    for (int i = 0; i < 150; i++) {
      StringBuilder script = new StringBuilder("echo {item} ");
      for (int j = random.nextInt(10); j > 0; j--) {
        script.append(pieces.get(random.nextInt(pieces.size())));
      }
      ShellTemplate<TaskPlaceholder> template = template(script.toString());
      if (template.problem() == null) {
        run(template, "x;>PWNED;'>PWNED;'\">PWNED\"`>PWNED`$(>PWNED)");
        try (Stream<Path> files = Files.list(folder)) {
          assertThat(files).as("seed %d, script %s", seed, script).isEmpty();
        }
      }
    }
  }

  private static ShellTemplate<TaskPlaceholder> template(String script) {
    return ShellTemplate.of(script, new PlaceholderScope(true, null));
  }

  @Test
  void each_placeholder_has_a_parameter_of_its_own() {
    StringBuilder script = new StringBuilder("cp {item} {item/.} {item}");
    for (int i = 3; i <= 10; i++) {
      script.append(" {item.f").append(i).append('}');
    }
    ShellTemplate<TaskPlaceholder> template = template(script.toString());
    assertThat(template.script())
        .isEqualTo(
            "cp \"$1\" \"$2\" \"$1\" \"$3\" \"$4\" \"$5\" \"$6\" \"$7\" \"$8\" \"$9\" \"${10}\"");
    assertThat(template.parameters())
        .extracting(TaskPlaceholder::mark)
        .startsWith("{item}", "{item/.}", "{item.f3}")
        .hasSize(10);
  }

  private String run(ShellTemplate<TaskPlaceholder> template, String item) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", template.script(), "sh", item);
    shell.directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = shell.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }
}
