package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchCommandTest {
  private static final Path JAVA = Path.of("/opt/jdk/bin/java");

  @Test
  void the_command_is_setsid_java_flags_arguments_class_path_and_main_class() {
    List<String> arguments = command(List.of("-Xmx9m"), Map.of()).arguments(List.of());
    assertThat(arguments).startsWith("/usr/bin/setsid", "/opt/jdk/bin/java", "-Xlog:disable");
    assertThat(arguments)
        .contains("-XX:+UseSerialGC")
        .doesNotContain("-Dreeve.ignoreInterrupt=true");
    assertThat(arguments)
        .endsWith("-Xmx9m", "-cp", "a.jar" + File.pathSeparator + "b.jar", "x.Main");
  }

  @Test
  void without_setsid_the_worker_ignores_interrupts_itself() {
    LaunchCommand command = new LaunchCommand(spec(List.of(), Map.of()), "x.Main", null);
    assertThat(command.arguments(List.of()))
        .startsWith("/opt/jdk/bin/java")
        .contains("-Dreeve.ignoreInterrupt=true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseZGC", "-XX:+UseParallelGC", "@flags.txt"})
  void a_chosen_collector_replaces_the_default(String argument) {
    assertThat(command(List.of(argument), Map.of()).arguments(List.of()))
        .doesNotContain("-XX:+UseSerialGC")
        .contains(argument);
    assertThat(command(List.of(), Map.of("JAVA_TOOL_OPTIONS", argument)).arguments(List.of()))
        .doesNotContain("-XX:+UseSerialGC");
  }

  @Test
  void other_arguments_do_not_change_the_collector() {
    assertThat(command(List.of("-XX:+UseStringDeduplication"), Map.of()).arguments(List.of()))
        .contains("-XX:+UseSerialGC");
  }

  @Test
  void inherited_variables_that_change_every_jvm_are_removed() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "JAVA_TOOL_OPTIONS",
                "a",
                "JDK_JAVA_OPTIONS",
                "b",
                "_JAVA_OPTIONS",
                "c",
                "LD_PRELOAD",
                "d",
                "LANG",
                "C.UTF-8"));
    command(List.of(), Map.of()).applyTo(environment, "m");
    assertThat(environment)
        .containsOnly(Map.entry("LANG", "C.UTF-8"), Map.entry("REEVE_WORKER", "m"));
  }

  @Test
  void variables_in_the_settings_are_set() {
    Map<String, String> environment = new HashMap<>(Map.of("LD_PRELOAD", "inherited"));
    command(List.of(), Map.of("LD_PRELOAD", "wanted", "REEVE_WORKER", "forged"))
        .applyTo(environment, "m");
    assertThat(environment)
        .containsEntry("LD_PRELOAD", "wanted")
        .containsEntry("REEVE_WORKER", "m");
  }

  private static LaunchCommand command(List<String> jvmArgs, Map<String, String> env) {
    return new LaunchCommand(spec(jvmArgs, env), "x.Main", Path.of("/usr/bin/setsid"));
  }

  private static LaunchSpec spec(List<String> jvmArgs, Map<String, String> env) {
    List<Path> classpath = List.of(Path.of("a.jar"), Path.of("b.jar"));
    return new LaunchSpec(JAVA, classpath, jvmArgs, env, null, null, 1024);
  }
}
