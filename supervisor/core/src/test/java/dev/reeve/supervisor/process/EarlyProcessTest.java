package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.testing.TestProcesses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EarlyProcessTest {
  private static final Path JAVA = LaunchSpec.currentJava();
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final LaunchSpec PLAIN = spec(JAVA, List.of(HERE), List.of(), Map.of(), HERE);

  @Test
  void the_first_worker_of_the_same_kind_is_that_process_and_it_is_not_given_away_twice()
      throws Exception {
    EarlyProcess early = EarlyProcess.start(PLAIN, null, List.of());
    assertThat(early.take(PLAIN, early.run() + "-1.0")).isNull();
    Process taken = early.take(PLAIN, early.run() + "-0.0");
    assertThat(taken).isNotNull();
    early.close();
    assertThat(early.take(PLAIN, early.run() + "-0.0")).isNull();
    assertThat(taken.isAlive() || taken.exitValue() != 137).isTrue();
    taken.toHandle().destroyForcibly();
    taken.waitFor();
  }

  static Stream<LaunchSpec> others() {
    List<Path> jars = List.of(HERE);
    return Stream.of(
        spec(Path.of("/other/bin/java"), jars, List.of(), Map.of(), HERE),
        spec(JAVA, List.of(HERE, HERE), List.of(), Map.of(), HERE),
        spec(JAVA, jars, List.of("-Xmx64m"), Map.of(), HERE),
        spec(JAVA, jars, List.of(), Map.of("LANG", "C"), HERE),
        spec(JAVA, jars, List.of(), Map.of(), HERE.getRoot()),
        spec(JAVA, jars, List.of(), Map.of(), null));
  }

  @ParameterizedTest
  @MethodSource("others")
  void where_another_kind_is_wanted_it_is_ended_at_once(LaunchSpec other) {
    EarlyProcess early = EarlyProcess.start(PLAIN, null, List.of());
    assertThat(early.take(other, early.run() + "-0.0")).isNull();
    assertThat(TestProcesses.left()).isEmpty();
  }

  @Test
  void nobody_needs_it_and_it_has_ended_when_it_is_closed() {
    EarlyProcess.start(PLAIN, null, List.of()).close();
    assertThat(TestProcesses.left()).isEmpty();
  }

  @Test
  void an_interrupted_thread_ends_it_all_the_same() {
    EarlyProcess early = EarlyProcess.start(PLAIN, null, List.of());
    Thread.currentThread().interrupt();
    early.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(TestProcesses.left()).isEmpty();
  }

  @Test
  void one_that_cannot_be_started_is_just_missing() {
    LaunchSpec broken = spec(Path.of("/nowhere/java"), List.of(HERE), List.of(), Map.of(), HERE);
    EarlyProcess early = EarlyProcess.start(broken, null, List.of());
    assertThat(early.take(broken, early.run() + "-0.0")).isNull();
    early.close();
  }

  private static LaunchSpec spec(
      Path java, List<Path> jars, List<String> jvmArgs, Map<String, String> env, Path folder) {
    return new LaunchSpec(java, jars, jvmArgs, env, folder, null, 1024);
  }
}
