package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
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
 * Runs the commands of all pages and compares their output with the output that the page shows.
 * Numbers, hashes and the order of lines may differ from run to run; words may not.
 */
class ReadmeIT {
  private static final List<String> FOLDERS =
      List.of("", "protocol", "worker", "supervisor", "supervisor/docs", "supervisor/examples");
  private static final String COMMAND = "```sh\n";
  private static final String OUTPUT = "```text\n";

  /** What a reader of the front page has entered before. */
  private static final String FRONT_PAGE = "export PATH=\"$PWD/supervisor/target:$PATH\"\n";

  private static final String END = "```\n";

  @TempDir Path folder;

  private record Block(Path page, String command, String output) {
    String name() {
      return Reeve.TOP.relativize(page) + ": " + command.strip();
    }
  }

  @TestFactory
  Stream<DynamicTest> every_command_prints_what_its_page_shows() throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (Path page : pages()) {
      blocks.addAll(blocks(page));
    }
    assertThat(blocks).hasSizeGreaterThan(14);
    return blocks.stream().map(block -> DynamicTest.dynamicTest(block.name(), () -> check(block)));
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
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", FRONT_PAGE + command)
            .directory(Reeve.TOP.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("XDG_STATE_HOME", folder.toString());
    builder.environment().put("TMPDIR", folder.toString()); // for the pages' mktemp
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

  /** The project's pages. */
  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : FOLDERS) {
      try (DirectoryStream<Path> found =
          Files.newDirectoryStream(Reeve.TOP.resolve(folder), "*.md")) {
        found.forEach(pages::add);
      }
    }
    return pages;
  }

  private static List<Block> blocks(Path page) throws IOException {
    String text = Files.readString(page);
    List<Block> blocks = new ArrayList<>();
    int at = text.indexOf(COMMAND);
    while (at >= 0) {
      int end = text.indexOf(END, at + COMMAND.length());
      String command = text.substring(at + COMMAND.length(), end);
      if (isRunnable(command)) {
        blocks.add(new Block(page, command, outputAfter(text, end + END.length())));
      }
      at = text.indexOf(COMMAND, end);
    }
    return blocks;
  }

  private static String outputAfter(String text, int from) {
    String rest = text.substring(from).stripLeading();
    return rest.startsWith(OUTPUT) ? rest.substring(OUTPUT.length(), rest.indexOf(END)) : "";
  }
}
