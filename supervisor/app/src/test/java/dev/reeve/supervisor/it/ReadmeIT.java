package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of the README, and compares what they print with what it shows. Numbers, hashes
 * and the order of lines may differ from run to run; words may not.
 */
class ReadmeIT {
  private static final String COMMAND = "```sh\n";
  private static final String OUTPUT = "```text\n";
  private static final String END = "```\n";

  @TempDir Path folder;

  private record Block(String command, String output) {}

  @TestFactory
  Stream<DynamicTest> every_command_prints_what_the_readme_shows() throws IOException {
    List<Block> blocks = blocks(Files.readString(Reeve.TOP.resolve("README.md")));
    assertThat(blocks).hasSizeGreaterThan(6);
    return blocks.stream()
        .map(block -> DynamicTest.dynamicTest(block.command.strip(), () -> check(block)));
  }

  private void check(Block block) throws IOException, InterruptedException {
    String printed = run(block.command);
    if (!block.output.isEmpty()) {
      assertThat(essence(printed))
          .as(printed)
          .containsExactlyInAnyOrderElementsOf(essence(block.output));
    }
  }

  private String run(String command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    String function = "reeve() { java -jar supervisor/target/supervisor.jar \"$@\"; }\n";
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", function + command)
            .directory(Reeve.TOP.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("XDG_CACHE_HOME", Reeve.CACHE.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)).as(command).isTrue();
    String printed = Files.readString(out);
    assertThat(printed).as(command).doesNotContain("command not found", "reeve: internal error");
    return printed;
  }

  /** The lines without what differs from run to run. */
  private static List<String> essence(String text) {
    return text.lines()
        .map(
            line ->
                line.replaceAll("\\b[0-9a-f]{16,64}\\b", "HASH")
                    .replaceAll("[0-9][0-9.:TZ-]*", "N"))
        .map(line -> line.replaceAll("N(ms|s|m)\\b", "TIME").replaceAll(" +", " "))
        .toList();
  }

  /** Commands that need what a fresh machine may not have, or that build, are not run here. */
  private static boolean isRunnable(String command) {
    return !command.startsWith("mvn ") && (!command.contains("jq ") || has("jq"));
  }

  private static boolean has(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static List<Block> blocks(String readme) {
    List<Block> blocks = new ArrayList<>();
    int at = readme.indexOf(COMMAND);
    while (at >= 0) {
      int end = readme.indexOf(END, at + COMMAND.length());
      String command = readme.substring(at + COMMAND.length(), end);
      if (isRunnable(command)) {
        blocks.add(new Block(command, outputAfter(readme, end + END.length())));
      }
      at = readme.indexOf(COMMAND, end);
    }
    return blocks;
  }

  private static String outputAfter(String readme, int from) {
    String rest = readme.substring(from).stripLeading();
    return rest.startsWith(OUTPUT) ? rest.substring(OUTPUT.length(), rest.indexOf(END)) : "";
  }
}
