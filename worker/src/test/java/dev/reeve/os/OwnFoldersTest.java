package dev.reeve.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that another user could have prepared. */
class OwnFoldersTest {
  private static final int ANOTHER = 54321;

  @TempDir Path temporary;
  private Path home;

  @BeforeEach
  void makeHome() throws IOException {
    home = Files.createDirectory(temporary.toRealPath().resolve("home"));
  }

  private static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  /** Gives a file to another user; skips the test if this user may not. */
  private static void giveAway(Path path) {
    boolean given;
    try {
      Files.setAttribute(path, "unix:uid", ANOTHER, LinkOption.NOFOLLOW_LINKS);
      given = true;
    } catch (IOException e) {
      given = false;
    }
    assumeTrue(given, "only root can give a file to another user");
  }

  @Test
  void missing_folders_are_created_for_this_user_only() throws IOException {
    Path folder = home.resolve(".cache/reeve");
    assertThat(OwnFolders.isSafe(folder)).isTrue();
    assertThat(home.resolve(".cache")).as("only looked at").doesNotExist();
    assertThat(OwnFolders.create(folder)).isEqualTo(folder).isDirectory();
    for (Path made : new Path[] {folder, folder.getParent()}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .isEqualTo("rwx------");
    }
    assertThat(OwnFolders.create(folder)).isEqualTo(folder);
  }

  @Test
  void a_folder_that_others_can_write_to_is_refused_anywhere_on_the_path() throws IOException {
    Path folder = OwnFolders.create(home.resolve(".cache/reeve"));
    allow(home, "rwxrwxrwx");
    assertThatThrownBy(() -> OwnFolders.create(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(home + " can be written by other users");
    allow(home, "rwxr-xr-x");
    allow(folder, "rwx----w-");
    assertThat(OwnFolders.isSafe(folder)).isFalse();
  }

  @Test
  void a_link_of_this_user_is_followed_and_what_is_behind_it_is_checked() throws IOException {
    Path disk = Files.createDirectory(home.resolve("disk"));
    Files.createSymbolicLink(home.resolve(".cache"), Path.of("disk"));
    assertThat(OwnFolders.create(home.resolve(".cache/reeve"))).isEqualTo(disk.resolve("reeve"));
    allow(disk, "rwxrwxrwx");
    assertThat(OwnFolders.isSafe(home.resolve(".cache/reeve"))).isFalse();
  }

  @Test
  void links_in_a_circle_are_refused() throws IOException {
    Files.createSymbolicLink(home.resolve("a"), home.resolve("b"));
    Files.createSymbolicLink(home.resolve("b"), home.resolve("a"));
    assertThatThrownBy(() -> OwnFolders.create(home.resolve("a/x")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too many links");
  }

  @Test
  void a_file_in_the_place_of_a_folder_is_refused() throws IOException {
    Files.createFile(home.resolve(".cache"));
    assertThatThrownBy(() -> OwnFolders.create(home.resolve(".cache/reeve")))
        .hasMessage(home.resolve(".cache") + " is not a folder");
  }

  @Test
  void nothing_is_created_in_the_home_of_another_user() throws IOException {
    giveAway(home);
    assertThatThrownBy(() -> OwnFolders.create(home.resolve(".cache/reeve")))
        .hasMessage(home + " belongs to another user");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void a_link_that_another_user_has_made_is_not_followed() throws IOException {
    Path own = OwnFolders.create(home.resolve("own"));
    Path link = Files.createSymbolicLink(home.resolve("link"), own);
    giveAway(link);
    assertThat(OwnFolders.isSafe(own)).isTrue();
    assertThat(OwnFolders.isSafe(link)).isFalse();
    assertThat(OwnFolders.isSafe(link.resolve("deeper"))).isFalse();
  }

  @Test
  void a_folder_with_the_sticky_bit_may_be_shared_and_its_content_may_not() throws IOException {
    Path shared = Files.createDirectory(home.resolve("tmp"));
    Files.setAttribute(shared, "unix:mode", 01777);
    Path folder = OwnFolders.create(shared.resolve("reeve-me"));
    assertThat(folder).isDirectory();
    giveAway(folder);
    assertThat(OwnFolders.isSafe(folder)).isFalse();
  }
}
