package dev.reeve.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShellQuoteTest {

  @Test
  void plain_words_stay_as_they_are() {
    assertThat(ShellQuote.line(List.of("wc", "-l", "--x=1", "a/b.txt", "10%", "host:1,2")))
        .isEqualTo("wc -l --x=1 a/b.txt 10% host:1,2");
  }

  @Test
  void what_a_shell_would_read_otherwise_is_quoted() {
    assertThat(ShellQuote.line(List.of("echo", "a b", "it's", "", "$HOME", "~", "*")))
        .isEqualTo("echo 'a b' 'it'\\''s' '' '$HOME' '~' '*'");
  }

  @Test
  void a_program_whose_name_looks_like_an_assignment_is_quoted() {
    assertThat(ShellQuote.line(List.of("a=b", "c=d"))).isEqualTo("'a=b' c=d");
  }

  @Test
  void control_characters_are_escaped_so_that_it_stays_one_line() {
    assertThat(ShellQuote.word("a\nb\t'\\\u001b\u0085é"))
        .isEqualTo("$'a\\nb\\t\\'\\\\\\033\\u0085é'");
  }

  @Test
  void a_shell_reads_back_the_words() throws IOException, InterruptedException {
    Path bash = Path.of("/bin/bash");
    assumeTrue(Files.isExecutable(bash), "no " + bash + " to ask");
    List<String> words =
        List.of(
            "a", "", " ", "it's", "\"", "$(x)", "`x`", "a\nb", "\t", "\\", "!", "é", "#", "\u0001");
    List<String> command = new ArrayList<>(List.of("printf", "<%s>"));
    command.addAll(words);
    Process shell =
        new ProcessBuilder(bash.toString(), "-c", ShellQuote.line(command))
            .redirectErrorStream(true)
            .start();
    String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    shell.waitFor();
    assertThat(printed).isEqualTo("<" + String.join("><", words) + ">");
  }
}
