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

class PrestartedProcessTest {
  private static final Path JAVA = LaunchSpec.currentJava();
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final LaunchSpec PLAIN = spec(JAVA, List.of(HERE), List.of(), Map.of(), HERE);

  @Test
  void the_first_worker_of_the_same_kind_takes_the_process_over_and_only_once() throws Exception {
    PrestartedProcess prestarted = PrestartedProcess.start(PLAIN, null, List.of());
    assertThat(prestarted.take(PLAIN, id(prestarted, 1))).isNull();
    Process taken = prestarted.take(PLAIN, id(prestarted, 0));
    assertThat(taken).isNotNull();
    prestarted.close();
    assertThat(prestarted.take(PLAIN, id(prestarted, 0))).isNull();
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
  void it_is_ended_at_once_if_another_kind_is_wanted(LaunchSpec other) {
    PrestartedProcess prestarted = PrestartedProcess.start(PLAIN, null, List.of());
    assertThat(prestarted.take(other, id(prestarted, 0))).isNull();
    assertThat(TestProcesses.left()).isEmpty();
  }

  @Test
  void an_unused_process_has_ended_when_it_is_closed() {
    PrestartedProcess.start(PLAIN, null, List.of()).close();
    assertThat(TestProcesses.left()).isEmpty();
  }

  @Test
  void an_interrupted_thread_ends_it_too() {
    PrestartedProcess prestarted = PrestartedProcess.start(PLAIN, null, List.of());
    Thread.currentThread().interrupt();
    prestarted.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(TestProcesses.left()).isEmpty();
  }

  @Test
  void a_process_that_cannot_be_started_is_missing() {
    LaunchSpec broken = spec(Path.of("/nowhere/java"), List.of(HERE), List.of(), Map.of(), HERE);
    PrestartedProcess prestarted = PrestartedProcess.start(broken, null, List.of());
    assertThat(prestarted.take(broken, id(prestarted, 0))).isNull();
    prestarted.close();
  }

  private static String id(PrestartedProcess prestarted, int slot) {
    return prestarted.ids().of(new WorkerKey(slot, 0));
  }

  private static LaunchSpec spec(
      Path java, List<Path> jars, List<String> jvmArgs, Map<String, String> env, Path folder) {
    return new LaunchSpec(java, jars, jvmArgs, env, folder, null, 1024);
  }
}
