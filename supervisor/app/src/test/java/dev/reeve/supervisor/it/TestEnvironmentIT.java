package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment of process tests, which all that they start inherits. */
class TestEnvironmentIT {
  @ParameterizedTest
  @ValueSource(strings = {"XDG_CACHE_HOME", "XDG_STATE_HOME"})
  void what_tests_start_writes_nothing_to_the_user_s_own_folders(String variable) {
    assertThat(System.getenv(variable)).as("set by the build").isNotNull();
    assertThat(Path.of(System.getenv(variable))).startsWithRaw(Reeve.TOP);
  }
}
