package dev.reeve.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyFilesTest {
  @TempDir Path folder = Path.of("");

  @Test
  void files_and_folders_are_created_for_their_owner_only() throws IOException {
    Path file = folder.resolve("file");
    Path inner = folder.resolve("inner");
    assertThat(permissions(Files.createFile(file, OwnerOnlyFiles.file(file))))
        .isEqualTo("rw-------");
    assertThat(permissions(Files.createDirectory(inner, OwnerOnlyFiles.folder(inner))))
        .isEqualTo("rwx------");
  }

  @Test
  void a_file_that_others_may_write_is_own_but_not_protected() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    assertThat(OwnerOnlyFiles.isOwn(file)).isTrue();
    assertThat(OwnerOnlyFiles.isProtected(file)).isFalse();

    OwnerOnlyFiles.restrict(file);

    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(OwnerOnlyFiles.isProtected(file)).isTrue();
  }

  @Test
  void a_symbolic_link_is_neither_protected_nor_an_own_folder() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    assertThat(OwnerOnlyFiles.isProtected(link)).isFalse();
    assertThatThrownBy(() -> OwnerOnlyFiles.requireOwnFolder(link))
        .hasMessage(link + " is not a folder of this user");
    OwnerOnlyFiles.requireOwnFolder(folder);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
