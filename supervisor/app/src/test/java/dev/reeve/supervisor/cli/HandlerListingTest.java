package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HandlerListingTest {
  private final Path folder;

  HandlerListingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Would break the listing if it were made. */
  @HandlerName("test/one")
  public static final class One implements TaskHandler<String, String> {
    public One() {
      throw new IllegalStateException("nobody asked for an instance");
    }

    @Override
    public String handle(String request, TaskContext context) {
      return request;
    }
  }

  /** Has another's name. */
  @HandlerName("test/one")
  public static final class Impostor implements TaskHandler<String, String> {
    @Override
    public @Nullable String handle(String request, TaskContext context) {
      return null;
    }
  }

  /** Has no name. */
  public static final class Nameless implements TaskHandler<String, String> {
    @Override
    public @Nullable String handle(String request, TaskContext context) {
      return null;
    }
  }

  private HandlerListing listing(String... classes) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(services.resolve("dev.reeve.worker.TaskHandler"), List.of(classes));
    return HandlerListing.of(List.of(folder));
  }

  @Test
  void a_handler_is_listed_without_being_made() throws IOException {
    HandlerListing listing = listing(One.class.getName());
    assertThat(listing.classByName()).containsEntry("test/one", One.class.getName());
    assertThat(listing.problems()).isEmpty();
  }

  @Test
  void all_that_is_wrong_is_named_and_the_rest_is_listed() throws IOException {
    HandlerListing listing =
        listing(
            "no.such.Handler",
            Nameless.class.getName(),
            One.class.getName(),
            Impostor.class.getName());
    assertThat(listing.classByName()).containsEntry("test/one", One.class.getName());
    assertThat(listing.problems()).hasSize(3);
    assertThat(listing.problems().get(0)).contains("no.such.Handler");
    assertThat(listing.problems().get(1)).contains("Nameless").contains("@HandlerName");
    assertThat(listing.problems().get(2)).contains("test/one").contains("Impostor");
  }

  @Test
  void a_class_path_is_split_and_made_absolute() {
    assertThat(Classpath.split(List.of("a.jar:/b", "", "c/*")))
        .containsExactly(
            Path.of("a.jar").toAbsolutePath(), Path.of("/b"), Path.of("c/*").toAbsolutePath());
  }

  @Test
  void what_does_not_exist_on_a_class_path_is_named_at_once() throws Exception {
    Classpath.require(List.of(folder, folder.resolve("*")));
    assertThatThrownBy(
            () -> Classpath.require(List.of(folder, Path.of("/no/a.jar"), Path.of("/no/*"))))
        .isInstanceOfSatisfying(
            CommandAbortedException.class, e -> assertThat(e.exitCode()).isEqualTo(78))
        .hasMessageContaining("/no/a.jar")
        .hasMessageContaining("/no/*");
  }

  @Test
  void a_wildcard_stands_for_the_jars_of_its_folder() throws IOException {
    Path jar = Files.createFile(folder.resolve("a.jar"));
    Files.createFile(folder.resolve("readme.txt"));
    assertThat(Classpath.expanded(List.of(folder.resolve("*")))).containsExactly(jar);
  }
}
