package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClasspathTest {
  @TempDir Path folder;

  @Test
  void jars_folders_and_all_jars_of_a_folder_will_do() throws IOException {
    Path jar = folder.resolve("handlers.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("a"));
    }
    assertThatCode(() -> Classpath.require(List.of(jar, folder, folder.resolve("*"))))
        .doesNotThrowAnyException();
  }

  @Test
  void what_is_missing_or_no_jar_is_named_before_anything_starts() throws IOException {
    Path damaged = Files.writeString(folder.resolve("damaged.jar"), "not a zip");
    assertThatThrownBy(() -> Classpath.require(List.of(folder.resolve("none.jar"), damaged)))
        .isInstanceOf(CommandAbortedException.class)
        .hasMessageContaining("none.jar does not exist")
        .hasMessageContaining("damaged.jar is not a jar, or is damaged");
  }
}
