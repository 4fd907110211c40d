package dev.reeve.supervisor.docs;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Checks that every test that the table of faults names exists. */
class FaultTableTest {
  private static final Path TOP = Checkout.top();
  private static final Path PAGE = TOP.resolve("supervisor/docs/faults.md");
  private static final String HEADING = "## The table of faults";
  private static final Pattern REFERENCE = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
  private static final char SEPARATOR = TOP.getFileSystem().getSeparator().charAt(0);
  private static final String ROOT = "src.test.java.";
  private static final Set<String> MARKS = Set.of("Test", "ParameterizedTest", "TestFactory");

  @Test
  void every_fault_has_an_outcome_and_a_test() throws IOException {
    assertThat(rows())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            row -> {
              String[] cells = row.split("(?<!\\\\)\\|", -1);
              assertThat(cells).as(row).hasSize(5);
              assertThat(cells[1]).as(row).isNotBlank();
              assertThat(cells[2]).as(row).isNotBlank();
              assertThat(cells[3]).as(row).containsPattern(REFERENCE);
            });
  }

  @TestFactory
  Stream<DynamicTest> every_test_that_the_table_names_is_there() throws IOException {
    Map<String, Path> sources = sources();
    return references().stream()
        .distinct()
        .map(
            reference ->
                DynamicTest.dynamicTest(
                    reference, () -> assertThat(isThere(reference, sources)).isTrue()));
  }

  @Test
  void a_test_that_is_not_there_is_noticed() throws IOException {
    Map<String, Path> sources = sources();
    assertThat(isThere("FaultTableTest.no_such_test", sources)).isFalse();
    assertThat(isThere("FaultTableTest.rows", sources)).as("no test").isFalse();
    assertThat(isThere("NoSuchTest.every_fault_has_an_outcome_and_a_test", sources)).isFalse();
    assertThat(isThere("WorkerTest.no_such_test", sources)).isFalse();
  }

  /** Looks tests on the class path up as classes, those of other modules in their source text. */
  private static boolean isThere(String reference, Map<String, Path> sources) {
    String[] parts = reference.split("\\.", -1);
    Path source = sources.get(parts[0] + ".java");
    if (source == null) {
      return false;
    }
    Class<?> type = loaded(source);
    return type == null ? isInText(parts[1], text(source)) : isTest(parts[1], type);
  }

  private static boolean isTest(String method, Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(it -> it.getName().equals(method) && isMarked(it));
  }

  private static boolean isInText(String method, String text) {
    return text.contains("  void " + method + "(")
        || text.contains("  Stream<DynamicTest> " + method + "(");
  }

  /** Null for a class of another module. */
  private static Class<?> loaded(Path source) {
    String name = source.toString().replace(SEPARATOR, '.').replace(".java", "");
    try {
      return Class.forName(
          name.substring(name.indexOf(ROOT) + ROOT.length()),
          false,
          FaultTableTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static boolean isMarked(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .map(Class::getSimpleName)
        .anyMatch(MARKS::contains);
  }

  private static Map<String, Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(TOP)) {
      return files
          .filter(it -> it.toString().contains("/src/test/java/dev/"))
          .filter(it -> it.toString().endsWith("Test.java") || it.toString().endsWith("IT.java"))
          .collect(toMap(it -> it.getFileName().toString(), it -> it, FaultTableTest::nearest));
    }
  }

  /** Of two classes with one name, that of this module is meant. */
  private static Path nearest(Path one, Path other) {
    return one.startsWith(TOP.resolve("supervisor")) ? one : other;
  }

  private static List<String> references() throws IOException {
    return rows().stream()
        .flatMap(row -> REFERENCE.matcher(row).results())
        .map(FaultTableTest::name)
        .toList();
  }

  private static String name(MatchResult match) {
    return match.group(1) + '.' + match.group(2);
  }

  /** The lines of the table without its head. */
  private static List<String> rows() throws IOException {
    String page = Files.readString(PAGE);
    String section = page.substring(page.indexOf(HEADING) + HEADING.length());
    int end = section.indexOf("\n##");
    return (end < 0 ? section : section.substring(0, end))
        .lines()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
