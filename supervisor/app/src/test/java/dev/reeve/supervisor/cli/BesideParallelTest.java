package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.ParallelCalls;
import dev.reeve.supervisor.it.ParallelCalls.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same arguments for GNU parallel and for each make commands that print the same. The commands
 * of each are printed by {@code --dry-run} and run by a shell, which costs a hundredth of a run.
 */
class BesideParallelTest {
  private static final long LIMIT_SECONDS = 120;

  /** Words about the form of output, or about workers; the process test has them. */
  private static final List<String> ABOUT_RUNS =
      List.of("--tag", "--line-buffer", "-u", "--dry-run", "{%}");

  private final Path folder;

  BesideParallelTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void the_commands_of_both_print_the_same() throws Exception {
    Shell.assumeInstalled("parallel");
    Shell.assumeInstalled("bash");
    ParallelCalls.writeInputs(folder);
    Map<Call, Process> started = new LinkedHashMap<>();
    for (Call call : ParallelCalls.all()) {
      if (ABOUT_RUNS.stream().noneMatch(call::has)) {
        started.put(call, start(call.parallel(), call.input(), out(call)));
      }
    }
    assertThat(started).hasSizeGreaterThanOrEqualTo(25);
    for (Map.Entry<Call, Process> entry : started.entrySet()) {
      String ours = run(entry.getKey());
      assertThat(entry.getValue().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(ours).as(entry.getKey().name()).isEqualTo(Files.readString(out(entry.getKey())));
    }
  }

  private Path out(Call call) {
    return folder.resolve("out" + Integer.toHexString(call.hashCode()));
  }

  private Process start(List<String> command, String input, Path out) throws IOException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectInput(folder.resolve(input).toFile())
        .redirectOutput(out.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Runs the commands that each would run; it reads files in this process's own folder. */
  private String run(Call call) throws Exception {
    Capture capture = new Capture(Files.readString(folder.resolve(call.input())));
    String[] arguments =
        Stream.concat(call.each().stream().limit(1), rest(call)).toArray(String[]::new);
    assertThat(capture.run(arguments)).as(capture.err()).isZero();
    Path script = Files.writeString(folder.resolve("script"), capture.out());
    return Shell.run(folder, "bash", script.toString());
  }

  private Stream<String> rest(Call call) {
    Stream<String> words = call.each().stream().skip(1).map(this::inFolder);
    return Stream.concat(Stream.of("--dry-run"), words);
  }

  private String inFolder(String word) {
    boolean isFile = List.of("abc", "def").contains(word);
    return isFile ? folder.resolve(word).toString() : word;
  }
}
