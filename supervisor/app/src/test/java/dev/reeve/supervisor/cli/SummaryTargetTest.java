package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTargetTest {
  @TempDir Path folder;

  @Test
  void a_new_file_an_old_one_and_a_device_will_do() throws IOException {
    assertThat(SummaryTarget.problem(folder.resolve("new.json"))).isNull();
    assertThat(SummaryTarget.problem(Files.createFile(folder.resolve("old.json")))).isNull();
    assertThat(SummaryTarget.problem(Path.of("/dev/null"))).isNull();
  }

  @Test
  void a_folder_and_a_file_in_no_folder_are_refused() {
    assertThat(SummaryTarget.problem(folder)).isEqualTo("it is a folder");
    assertThat(SummaryTarget.problem(folder.resolve("none/s.json")))
        .isEqualTo("there is no such folder");
  }
}
