package dev.reeve.supervisor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java that the pages show: blocks, and the right columns of the tables for Python. */
class ReadmeJavaTest {
  private static final Path TOP = Checkout.top();
  private static final String FROM_PYTHON = "supervisor/docs/from-python.md";
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

  @TempDir Path folder;

  @Test
  void every_block_compiles() throws IOException {
    List<String> blocks = new ArrayList<>();
    for (Path page : Checkout.pages()) {
      blocks.addAll(found(BLOCK, Files.readString(page)));
    }
    assertThat(blocks).hasSizeGreaterThan(6);
    assertThat(new SnippetCompiler(folder).errors(blocks)).isEmpty();
  }

  @Test
  void everything_that_is_named_for_those_who_come_from_python_is_there() throws IOException {
    List<String> spans = rows().flatMap(row -> found(SPAN, rightOf(row)).stream()).toList();
    assertThat(spans).hasSizeGreaterThan(100);
    assertThat(new SnippetCompiler(folder).errors(spans)).isEmpty();
  }

  @Test
  void every_row_has_both_sides() throws IOException {
    assertThat(rows())
        .hasSizeGreaterThan(60)
        .allSatisfy(row -> assertThat(row).matches("\\| [^|]+ \\| [^|]+ \\|"));
  }

  @Test
  void what_does_not_exist_is_noticed() throws IOException {
    List<String> wrong =
        List.of(
            ".workerz(4)",
            "pool.submitt(Square.class, 3)",
            "NoSuchException",
            "SharedQueue<Page> q = shared.queue(\"pages\", Page.class);",
            "try (SharedLock.Hold hold = shared.lock(7).acquire()) {");
    assertThat(new SnippetCompiler(folder).errors(wrong))
        .hasSize(wrong.size())
        .allSatisfy(error -> assertThat(wrong).anyMatch(error::startsWith));
  }

  private static Stream<String> rows() throws IOException {
    return Files.readString(TOP.resolve(FROM_PYTHON)).lines().filter(line -> line.startsWith("| "));
  }

  private static String rightOf(String row) {
    return row.split("\\|", -1)[2];
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1).strip()).toList();
  }
}
