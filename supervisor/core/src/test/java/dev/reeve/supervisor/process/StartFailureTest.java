package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.os.StartError;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StartFailureTest {

  @Test
  void a_known_error_is_explained_with_a_remedy_and_the_words_of_the_system() {
    assertThat(failure("error=24, Too many open files").message())
        .isEqualTo(
            "cannot start java: this process has no file descriptors left; use fewer workers or"
                + " raise ulimit -n (error=24, Too many open files)");
    assertThat(failure("error=24, Too many open files").systemRefuses()).isTrue();
  }

  @Test
  void an_unknown_error_is_reported_in_the_words_of_the_system() {
    assertThat(failure("something else").message()).isEqualTo("cannot start java: something else");
    assertThat(failure("something else").systemRefuses()).isFalse();
  }

  @Test
  void a_refused_thread_may_be_granted_later() {
    OutOfMemoryError error = new OutOfMemoryError("unable to create native thread");
    StartFailure failure = StartFailure.of("java", StartError.of(error));
    assertThat(failure.systemRefuses()).isTrue();
    assertThat(failure.message()).startsWith("cannot start java: ").contains("native thread");
  }

  private static StartFailure failure(String words) {
    return StartFailure.of("java", StartError.of(new IOException(words)));
  }
}
