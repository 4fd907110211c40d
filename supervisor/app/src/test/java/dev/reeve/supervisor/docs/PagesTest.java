package dev.reeve.supervisor.docs;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The form of the project's pages: the length of the front page, links, outputs of commands. */
class PagesTest {
  private static final Path TOP = Checkout.top();
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]+]\\(([^)\\s]+)\\)");

  @Test
  void the_front_page_has_at_most_150_lines() throws IOException {
    assertThat(Files.readAllLines(TOP.resolve("README.md"))).hasSizeLessThanOrEqualTo(150);
  }

  @TestFactory
  Stream<DynamicTest> every_link_leads_somewhere() throws IOException {
    return Checkout.pages().stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    TOP.relativize(page).toString(),
                    () -> assertThat(broken(page, Files.readString(page))).isEmpty()));
  }

  @Test
  void the_front_page_links_to_every_page_of_the_docs() throws IOException {
    String front = Files.readString(TOP.resolve("README.md"));
    List<Path> docs =
        Checkout.pages().stream()
            .filter(it -> it.startsWith(TOP.resolve("supervisor/docs")))
            .toList();
    assertThat(docs)
        .hasSizeGreaterThan(10)
        .allSatisfy(page -> assertThat(front).contains("(" + TOP.relativize(page) + ")"));
  }

  @Test
  void every_output_stands_behind_its_command() throws IOException {
    for (Path page : Checkout.pages()) {
      String before = "";
      for (String block :
          FENCED.matcher(Files.readString(page)).results().map(it -> it.group()).toList()) {
        if (block.startsWith("```text")) {
          assertThat(before).as(TOP.relativize(page) + ": " + block).startsWith("```sh\n");
        }
        before = block;
      }
    }
  }

  @Test
  void a_broken_link_is_noticed() throws IOException {
    String text =
        """
        [good](supervisor/docs/jobs.md#streams) [web](https://example.org/x) `[code](none.md)`
        [`no file`](supervisor/docs/none.md) [no heading](supervisor/docs/jobs.md#none) [here](#none)
        """;
    assertThat(broken(TOP.resolve("README.md"), text))
        .containsExactly("supervisor/docs/none.md", "supervisor/docs/jobs.md#none", "#none");
  }

  /** Relative links of the page that lead to no file or to no heading. */
  private static List<String> broken(Path page, String text) throws IOException {
    String prose = FENCED.matcher(text).replaceAll("").replaceAll("`[^`\n]*`", "code");
    List<String> broken = new ArrayList<>();
    for (String link : LINK.matcher(prose).results().map(it -> it.group(1)).toList()) {
      if (!link.contains(":") && !resolves(page, link)) {
        broken.add(link);
      }
    }
    return broken;
  }

  private static boolean resolves(Path page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
  }

  /** The anchors that GitHub makes of headings. */
  private static Set<String> anchors(Path page) throws IOException {
    return FENCED
        .matcher(Files.readString(page))
        .replaceAll("")
        .lines()
        .filter(line -> line.matches("#{1,6} .+"))
        .map(line -> line.replaceFirst("#+ +", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(toSet());
  }
}
