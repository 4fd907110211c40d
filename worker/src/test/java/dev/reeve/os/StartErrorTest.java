package dev.reeve.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartErrorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "error=2, No such file or directory | 2",
        "error=13, Permission denied | 13",
        "error=13, Keine Berechtigung | 13",
        "Exec failed, error: 24 (Too many open files) | 24",
        "posix_spawn failed, error: 11 (Resource temporarily unavailable) | 11",
        "error=0, Failed to exec spawn helper: pid: 9, exit value: 1 | -1",
        "error=0, Failed to exec spawn helper: pid: 9, exit value: 127 | 24",
        "Failed to exec spawn helper: pid: 9, exit code: 127, error: 0 (none) | 24",
        "Failed to exec spawn helper: pid: 9, exit code: 1, error: 0 (none) | -1",
        "error=12345, a number that no system has | -1",
        "something else | -1"
      })
  void the_error_number_is_read_in_any_wording(String words, int errno) {
    IOException thrown =
        new IOException("Cannot run program \"x\": " + words, new IOException(words));
    assertThat(StartError.of(thrown).errno()).isEqualTo(errno);
    assertThat(StartError.of(thrown).detail()).contains(words);
    assertThat(StartError.of(new IOException(words)).errno()).isEqualTo(errno);
  }

  @Test
  void a_path_that_looks_like_an_error_number_is_not_read() {
    IOException cause = new IOException("error=13, Permission denied");
    IOException thrown = new IOException("Cannot run program \"/error=2/java\": " + cause, cause);
    assertThat(StartError.of(thrown).errno()).isEqualTo(13);
  }

  @Test
  void a_real_start_reports_its_error_number() {
    IOException thrown =
        assertThrows(IOException.class, () -> new ProcessBuilder("/no/such/program").start());
    assertThat(StartError.of(thrown).errno()).isEqualTo(StartError.ENOENT);
    assertThat(StartError.of(thrown).meaning()).isEqualTo("there is no such file");
  }
}
