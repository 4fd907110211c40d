package dev.reeve.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DescriptorPathTest {
  private final Path folder;

  DescriptorPathTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    "/dev/stdin,0",
    "/dev/stdout,1",
    "/dev/../dev/stderr,2",
    "/dev/fd/63,63",
    "/proc/self/fd/1,1",
    "/dev/null,-1",
    "/dev/fd/,-1",
    "/dev/fd/x,-1",
    "/dev/fd/99999999999,-1",
    "stdout,-1"
  })
  void a_name_tells_its_descriptor(String name, int expected) {
    assertThat(DescriptorPath.number(Path.of(name))).isEqualTo(expected);
  }

  @Test
  void a_link_to_a_descriptor_stands_for_it_and_another_does_not() throws IOException {
    Path out = Files.createSymbolicLink(folder.resolve("log"), Path.of("/dev/stdout"));
    assertThat(DescriptorPath.number(out)).isEqualTo(1);
    Path other = Files.createSymbolicLink(folder.resolve("other"), folder.resolve("file"));
    assertThat(DescriptorPath.number(other)).isEqualTo(-1);
  }
}
