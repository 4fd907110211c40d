package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "error=2, No such file or directory | 2",
        "error=13, Permission denied | 13",
        "Exec failed, error: 24 (Too many open files) | 24",
        "posix_spawn failed, error: 11 (Resource temporarily unavailable) | 11",
        "error=0, Failed to exec spawn helper: pid: 9, exit value: 1 | -1",
        "error=0, Failed to exec spawn helper: pid: 9, exit value: 127 | 24",
        "Failed to exec spawn helper: pid: 9, exit code: 127, error: 0 (none) | 24",
        "Failed to exec spawn helper: pid: 9, exit code: 1, error: 0 (none) | -1",
        "something else | -1"
      })
  void the_number_is_read_whatever_the_words_around_it(String words, int errno) {
    IOException error =
        new IOException("Cannot run program \"x\": " + words, new IOException(words));
    assertThat(StartErrors.of("x", error).errno()).isEqualTo(errno);
    assertThat(StartErrors.of("x", error).message()).startsWith("cannot start x: ").contains(words);
  }

  @Test
  void a_path_that_looks_like_an_error_misleads_nobody() {
    IOException told = new IOException("error=13, Permission denied");
    IOException error = new IOException("Cannot run program \"/error=2/java\": " + told, told);
    assertThat(StartErrors.of("java", error).errno()).isEqualTo(13);
  }

  @Test
  void a_thread_that_could_not_be_created_may_be_possible_later() {
    OutOfMemoryError error = new OutOfMemoryError("unable to create native thread");
    assertThat(StartErrors.of("x", error).systemRefuses()).isTrue();
  }
}
