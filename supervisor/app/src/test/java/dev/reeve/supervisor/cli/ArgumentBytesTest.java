package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An argument that the JVM could not read is told from one that looks the same. */
class ArgumentBytesTest {
  @Test
  void an_argument_in_another_encoding_is_not_what_was_given() {
    byte[] line = "java\0each\0echo\0:::\0a\0\u00e4\0".getBytes(ISO_8859_1);
    assertThat(ArgumentBytes.problems(List.of("echo", ":::", "a", "\ufffd"), line))
        .containsExactly(null, null, null, "is not UTF-8, so it cannot be passed on");
  }

  @Test
  void a_locale_without_the_characters_is_named() {
    byte[] line = "java\0\u00e4\0".getBytes(UTF_8);
    assertThat(ArgumentBytes.problems(List.of("\ufffd\ufffd"), line))
        .containsExactly("the locale cannot express it; set LC_ALL=C.UTF-8");
  }

  @Test
  void a_replacement_character_that_was_given_is_as_good_as_any_other() {
    byte[] line = "java\0\ufffd\0\u00e4\0".getBytes(UTF_8);
    assertThat(ArgumentBytes.problems(List.of("\ufffd", "\u00e4"), line))
        .containsExactly(null, null);
  }

  @Test
  void without_a_list_of_bytes_all_are_as_they_are() {
    assertThat(ArgumentBytes.problems(List.of("\ufffd"), new byte[0]))
        .containsExactly((String) null);
    assertThat(ArgumentBytes.problems(List.of("a"))).containsExactly((String) null);
  }
}
