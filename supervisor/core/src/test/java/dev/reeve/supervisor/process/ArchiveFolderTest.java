package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveFolderTest {
  @TempDir Path top;
  private Path path;
  private ArchiveFolder folder;

  @BeforeEach
  void make() {
    path = top.resolve("cache/reeve");
    folder = new ArchiveFolder(path, "key", ArchiveKind.APP_CDS);
  }

  @Test
  void a_kept_archive_is_found_and_only_its_owner_can_read_it() throws IOException {
    Path archive = keep("classes");

    assertThat(folder.find().archive()).isEqualTo(archive);
    assertThat(permissions(path)).isEqualTo("rwx------");
    assertThat(permissions(archive)).isEqualTo("rw-------");
    assertThat(new ArchiveFolder(path, "other", ArchiveKind.APP_CDS).find().archive()).isNull();
    assertThat(new ArchiveFolder(path, "key", ArchiveKind.AOT_CACHE).find().archive()).isNull();
  }

  @Test
  void files_of_makers_that_were_killed_are_deleted_though_an_archive_is_there()
      throws IOException {
    Path archive = keep("classes");
    long pid = ProcessHandle.current().pid();
    String gone = "999999999";
    for (String left :
        new String[] {
          "worker-other-" + gone + ".tmp",
          "worker-key-" + gone + ".tmp.words",
          "worker-key-" + gone + ".tmp.config",
          "supervisor-123x456." + gone + ".tmp",
          "supervisor-123x456." + gone + ".tmp.json",
          "supervisor-123x456." + gone + ".tmp.out",
          "supervisor-memo." + gone + ".tmp",
        }) {
      Files.writeString(path.resolve(left), "x");
    }
    Path making = Files.writeString(path.resolve("worker-key-" + pid + ".tmp"), "x");
    Path other = Files.writeString(path.resolve("notes-" + gone + ".tmp"), "x");
    assertThat(folder.find().archive()).isEqualTo(archive);
    assertThat(path.toFile().listFiles())
        .containsExactlyInAnyOrder(archive.toFile(), making.toFile(), other.toFile());
  }

  @Test
  void a_truncated_archive_is_not_used() throws IOException {
    Files.writeString(keep("classes"), "cla");

    assertThat(folder.find().archive()).isNull();
  }

  @Test
  void an_archive_that_was_changed_is_not_used() throws IOException {
    Path archive = keep("classes");
    Instant kept = Files.getLastModifiedTime(archive).toInstant();
    Files.writeString(archive, "clashes".substring(0, 7));
    Files.setLastModifiedTime(archive, FileTime.from(kept.plusMillis(1)));

    assertThat(folder.find().archive()).isNull();
  }

  @Test
  void the_archive_s_name_tells_whether_there_are_only_own_handlers() throws IOException {
    assertThat(keep("classes")).isEqualTo(folder.find().archive());
    assertThat(folder.find().ownHandlers()).isFalse();

    Path archive = folder.keep(Files.writeString(folder.temporary(), "classes"), true);

    assertThat(folder.find().archive()).isEqualTo(archive);
    assertThat(folder.find().ownHandlers()).isTrue();
  }

  @Test
  void a_symbolic_link_in_place_of_the_archive_is_not_used() throws IOException {
    Path archive = keep("classes");
    Path elsewhere = Files.move(archive, top.resolve("elsewhere"));
    Files.createSymbolicLink(archive, elsewhere);

    assertThat(folder.find().archive()).isNull();
  }

  @Test
  void an_archive_or_folder_that_others_may_write_is_not_used() throws IOException {
    Path archive = keep("classes");
    Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(folder.find().archive()).isNull();

    Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(folder.find().archive()).isNull();
    assertThatThrownBy(folder::temporary).hasMessage(path + " can be written by other users");
  }

  @Test
  void a_folder_that_is_a_symbolic_link_is_refused() throws IOException {
    Files.createDirectories(path.getParent());
    Files.createSymbolicLink(path, Files.createDirectory(top.resolve("elsewhere")));

    assertThatThrownBy(folder::temporary).hasMessageContaining("belongs to this user alone");
  }

  @Test
  void a_new_archive_replaces_older_ones_and_deletes_unused_files() throws IOException {
    Path older = keep("older classes");
    Path unused = aged("worker-gone-1.jsa", Duration.ofDays(31));
    Path inUse = aged("worker-other-1.jsa", Duration.ofDays(29));
    Path stale = aged("worker-gone-77.tmp", Duration.ofHours(2));
    Path underWay = aged("worker-other-78.tmp", Duration.ofMinutes(1));
    Path foreign = aged("notes.txt", Duration.ofDays(90));

    Path kept = keep("classes");

    assertThat(path).isDirectoryNotContaining(file -> file.equals(older));
    assertThat(unused).doesNotExist();
    assertThat(stale).doesNotExist();
    assertThat(kept).exists();
    assertThat(inUse).exists();
    assertThat(underWay).exists();
    assertThat(foreign).exists();
  }

  @Test
  void after_a_failure_no_run_tries_for_a_day() throws IOException {
    folder.deleteTemporary(folder.temporary());
    assertThat(folder.find().refused()).isFalse();

    folder.refuse();
    assertThat(folder.find().refused()).isTrue();

    aged("worker-key-none", Duration.ofHours(25));
    assertThat(folder.find().refused()).isFalse();
  }

  private Path keep(String content) throws IOException {
    return folder.keep(Files.writeString(folder.temporary(), content), false);
  }

  private Path aged(String name, Duration age) throws IOException {
    Path file = Files.writeString(path.resolve(name), "x");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
