package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same arguments for GNU parallel and for each print the same bytes. */
@Tag("long")
class BesideParallelIT {
  private final Path folder;

  BesideParallelIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void writeInputs() throws IOException {
    ParallelCalls.writeInputs(folder);
  }

  @Test
  void both_print_the_same() throws Exception {
    assumeTrue(isInstalled(), "GNU parallel is not installed");
    for (ParallelCalls.Call call : ParallelCalls.all()) {
      Running parallel = start(call.parallel(), call.input());
      Running each = start(each(call), call.input());
      assertThat(each.out()).as(call.name()).isEqualTo(parallel.out());
    }
  }

  @Test
  void both_write_the_same_files() throws Exception {
    assumeTrue(isInstalled(), "GNU parallel is not installed");
    String command = "echo {}; printf {} >&2 ::: A B";
    Running one = start(call("--results p " + command).parallel(), "-");
    Running other = start(each(call("--output-dir d " + command)), "-");
    assertThat(one.out()).isEmpty();
    assertThat(other.out()).isEmpty();
    for (String name : List.of("A", "B")) {
      Path ours = folder.resolve("d").resolve(name + ".out");
      Path theirs = folder.resolve("p/1").resolve(name);
      assertThat(ours).hasSameBinaryContentAs(theirs.resolve("stdout"));
      assertThat(ours.resolveSibling(name + ".err"))
          .hasSameBinaryContentAs(theirs.resolve("stderr"));
    }
  }

  private static ParallelCalls.Call call(String arguments) {
    return new ParallelCalls.Call(arguments, "-", List.of(arguments.split(" ")), true);
  }

  /** One worker is enough, and a second would cost as much time as all else. */
  private List<String> each(ParallelCalls.Call call) {
    return Reeve.in(folder).byScript().command(call.each().toArray(new String[0]));
  }

  private boolean isInstalled() throws IOException, InterruptedException {
    try {
      return start(List.of("parallel", "--version"), "-").out().startsWith("GNU parallel");
    } catch (IOException e) {
      return false;
    }
  }

  /** A program, with a file for its output. */
  private record Running(Process process, Path file) {
    String out() throws IOException, InterruptedException {
      assertThat(process.waitFor(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      return Files.readString(file);
    }
  }

  private Running start(List<String> command, String input) throws IOException {
    Path out = Files.createTempFile(folder, "out", "");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    return new Running(
        builder
            .redirectInput(folder.resolve(input).toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start(),
        out);
  }
}
