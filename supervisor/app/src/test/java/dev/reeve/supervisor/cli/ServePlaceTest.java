package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServePlaceTest {
  private static final String FIRST = "the-first-token-of-this-test";
  private static final String SECOND = "the-second-token-of-this-test";

  @TempDir private Path folder;

  private ServePlace place(String... names) throws IOException {
    OptionValues values = new OptionValues();
    for (String name : names) {
      Path file = Files.writeString(folder.resolve(name), FIRST + "-" + name + "\n");
      values.add(
          name.equals("full") ? ServeOptions.TOKEN_FILE : ServeOptions.READ_TOKEN_FILE, file);
    }
    values.add(ServeOptions.LISTEN, "unix:" + folder.resolve("s"));
    return new ServePlace(values);
  }

  @Test
  void files_with_tokens_are_read_again() throws Exception {
    ServePlace place = place("full", "look");
    assertThat(place.tokens(place.address())).isNotNull();
    assertThat(place.rereadTokens()).isTrue();
    Files.writeString(folder.resolve("full"), SECOND);
    assertThat(place.rereadTokens()).isTrue();
  }

  @Test
  void a_broken_file_is_told_and_nothing_changes() throws Exception {
    ServePlace place = place("full", "look");
    assertThat(place.tokens(place.address())).isNotNull();
    Files.writeString(folder.resolve("full"), SECOND);
    Files.writeString(folder.resolve("look"), "short");
    assertThatThrownBy(place::rereadTokens)
        .isInstanceOf(CommandAbortedException.class)
        .hasMessageContaining("the first line of " + folder.resolve("look") + " is no token");
    Files.delete(folder.resolve("look"));
    assertThatThrownBy(place::rereadTokens).hasMessageContaining("cannot read the token in");
  }

  @Test
  void without_tokens_there_is_nothing_to_read() throws Exception {
    ServePlace place = place();
    assertThat(place.tokens(place.address())).isNull();
    assertThat(place.rereadTokens()).isFalse();
  }
}
