package dev.reeve.supervisor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlobTest {
  private final Path folder;

  GlobTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void files() throws IOException {
    for (String name :
        List.of(
            "Top.java",
            "top.txt",
            ".hidden.java",
            "src/A.java",
            "src/deep/er/B.java",
            "src/deep/er/b.txt",
            "src/a b/ü.java",
            ".git/C.java",
            "test/A.java")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }

  private List<String> find(String pattern) throws IOException {
    return Glob.find(JobFolder.of(folder), pattern);
  }

  @Test
  void two_stars_match_any_number_of_folders_also_none() throws IOException {
    assertThat(find("**/*.java"))
        .containsExactly(
            "Top.java", "src/A.java", "src/a b/ü.java", "src/deep/er/B.java", "test/A.java");
    assertThat(find("src/**/er/*.java")).containsExactly("src/deep/er/B.java");
    assertThat(find("src/**/A.java")).containsExactly("src/A.java");
    assertThat(find("**/**/A.java")).containsExactly("src/A.java", "test/A.java");
    assertThat(find("**/deep/**/B.*")).containsExactly("src/deep/er/B.java");
  }

  @Test
  void two_stars_at_the_end_match_all_files_below() throws IOException {
    assertThat(find("src/deep/**")).containsExactly("src/deep/er/B.java", "src/deep/er/b.txt");
  }

  @Test
  void one_star_stays_within_a_folder() throws IOException {
    assertThat(find("*.java")).containsExactly("Top.java");
    assertThat(find("*/A.java")).containsExactly("src/A.java", "test/A.java");
    assertThat(find("src/?.java")).containsExactly("src/A.java");
    assertThat(find("src/[A-B].java")).containsExactly("src/A.java");
  }

  @Test
  void braces_are_alternatives_also_across_folders() throws IOException {
    assertThat(find("{src,test}/A.java")).containsExactly("src/A.java", "test/A.java");
    assertThat(find("{src/deep/er,test}/*.{java,txt}"))
        .containsExactly("src/deep/er/B.java", "src/deep/er/b.txt", "test/A.java");
    assertThat(find("t{o{p,q},est/}*")).containsExactly("test/A.java", "top.txt");
  }

  @Test
  void a_name_without_pattern_is_found_if_it_is_a_file() throws IOException {
    assertThat(find("src/A.java")).containsExactly("src/A.java");
    assertThat(find("./src/A.java")).containsExactly("./src/A.java");
    assertThat(find("src")).isEmpty();
    assertThat(find("missing/*.java")).isEmpty();
    assertThat(find("top.txt/*")).isEmpty();
  }

  @Test
  void a_leading_dot_and_slash_is_kept_so_that_no_name_looks_like_an_option() throws IOException {
    Files.writeString(folder.resolve("-n"), "");
    assertThat(find("./-*")).containsExactly("./-n");
    assertThat(find("./**/B.java")).containsExactly("./src/deep/er/B.java");
    assertThat(find("{./,src/}A.java")).containsExactly("src/A.java");
    assertThat(find("src/./A.java")).containsExactly("src/A.java");
  }

  @Test
  void a_name_that_is_not_utf8_is_refused_and_named_where_the_pattern_matches_it()
      throws Exception {
    Path odd = Files.createDirectory(folder.resolve("odd"));
    String make = "touch \"$(printf 'caf\\351.txt')\" ok.java; mkdir \"$(printf 'f\\351')\"";
    assertThat(new ProcessBuilder("sh", "-c", make).directory(odd.toFile()).start().waitFor())
        .isZero();
    assertThat(find("odd/*.java")).containsExactly("odd/ok.java");
    assertThatThrownBy(() -> find("odd/*.txt"))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("odd: holds a name that is not ", "caf", ".txt", "rename it");
    assertThatThrownBy(() -> find("odd/*/x")).hasMessageContaining("holds a name that is not ");
    assertThatThrownBy(() -> find("odd/**/x")).hasMessageContaining("holds a name that is not ");
  }

  @Test
  void hidden_names_are_found_only_where_the_pattern_has_the_dot() throws IOException {
    assertThat(find(".*")).containsExactly(".hidden.java");
    assertThat(find(".git/*")).containsExactly(".git/C.java");
    assertThat(find("**/.hidden.*")).containsExactly(".hidden.java");
  }

  @Test
  void links_to_folders_are_not_followed_but_links_to_files_are_files() throws IOException {
    Files.createSymbolicLink(folder.resolve("test/loop"), folder);
    Files.createSymbolicLink(folder.resolve("test/L.java"), folder.resolve("Top.java"));
    Files.createSymbolicLink(folder.resolve("test/broken.java"), folder.resolve("nothing"));

    assertThat(find("test/**/*.java")).containsExactly("test/A.java", "test/L.java");
    assertThat(find("test/loop/Top.java")).containsExactly("test/loop/Top.java");
  }

  @Test
  void a_pattern_may_leave_the_folder() throws IOException {
    Path src = folder.resolve("src");

    assertThat(Glob.find(JobFolder.of(src), "../test/*.java")).containsExactly("../test/A.java");
    assertThat(Glob.find(JobFolder.of(src), folder + "/test/*"))
        .containsExactly(folder + "/test/A.java");
  }

  @Test
  void a_malformed_pattern_is_refused_even_where_nothing_would_match() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> find("missing/[a"))
        .withMessageStartingWith("\"[a\" is not a valid pattern: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> find("{a,b"))
        .withMessage("\"{a,b\" has a '{' without its '}'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> find("{a,b}".repeat(12)))
        .withMessageContaining("has more than 1000 alternatives");
  }

  @Test
  void many_stars_end_in_bounded_time() throws IOException {
    assertThat(find("**/*".repeat(1) + "/**/*".repeat(20) + "/nothing")).isEmpty();
  }
}
