package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code --output-dir}. */
final class OutputFolderTest {
  private final Path folder;

  OutputFolderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static TaskOutput output(String out, String err) {
    return new TaskOutput(new TaskOutput.Part(null, out), new TaskOutput.Part(null, err), true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "host-5.example.org", "a=b", "7", "x_y-0123456789abcde"})
  void a_plain_id_is_the_name(String id) {
    assertThat(OutputFolder.name(id)).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "a b, a_b-",
        "../x, _._x-",
        "/etc/passwd, _etc_passwd-",
        ".., _.-",
        "-n, _n-",
        "$(rm), __rm_-",
        "ä, _-",
        "~a\nb~, a_b-",
        "~~, -",
        "x-0123456789abcdef, x-0123456789abcdef-",
      })
  void of_another_id_the_name_is_safe_and_has_a_hash(String id, String start) {
    String name = OutputFolder.name(id);
    assertThat(name).startsWith(start).hasSize(start.length() + 16);
    assertThat(folder.resolve(name + ".out").normalize().getParent()).isEqualTo(folder);
  }

  @Test
  void no_two_ids_have_the_same_name() {
    List<String> ids =
        Stream.of("a b", "a_b", "a\nb", "a/b", "a\tb", "a", "A", "", "_", ".", "x".repeat(150))
            .flatMap(id -> Stream.of(id, OutputFolder.name(id), id + "y"))
            .distinct()
            .toList();
    Set<String> names = new HashSet<>();
    ids.forEach(id -> assertThat(names.add(OutputFolder.name(id))).as(id).isTrue());
  }

  @Test
  void earlier_files_are_replaced_and_no_link_is_followed() throws Exception {
    Path other = Files.writeString(folder.resolve("other"), "keep");
    Path linked = Files.createSymbolicLink(folder.resolve("a.out"), other);
    Path hard = Files.createLink(folder.resolve("a.err"), other);
    OutputFolder.open(folder).save("a", output("out\n", ""), new byte[8]);
    assertThat(other).hasContent("keep");
    assertThat(linked).isRegularFile().hasContent("out\n");
    assertThat(hard).isEmptyFile();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void what_cannot_be_written_whole_is_not_left_there() throws Exception {
    Path lost = folder.resolve("lost");
    TaskOutput.Part part = new TaskOutput.Part(lost, "");
    Path place = folder.resolve("place");
    OutputFolder outputs = OutputFolder.open(place);
    assertThatThrownBy(() -> outputs.save("a", new TaskOutput(part, part, true), new byte[8]))
        .isInstanceOf(OutputFolder.NotSavedException.class);
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void a_folder_is_created_and_a_file_in_its_place_is_refused() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    OutputFolder.open(folder.resolve("d/e")).save("a", output("1", "2"), new byte[8]);
    assertThat(folder.resolve("d/e/a.err")).hasContent("2");
    assertThatThrownBy(() -> OutputFolder.open(file))
        .isInstanceOfSatisfying(
            CommandAbortedException.class, e -> assertThat(e.exitCode()).isEqualTo(73))
        .hasMessage("cannot write outputs to " + file + ": it is not a folder");
  }
}
