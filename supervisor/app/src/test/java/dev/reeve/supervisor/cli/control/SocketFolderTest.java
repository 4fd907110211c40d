package dev.reeve.supervisor.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFolderTest {
  /** More than any system gives. */
  private static final long NO_PID = 4_194_305;

  @TempDir Path folder;

  private SocketFile socket(String name) {
    SocketFile socket = SocketFile.of(folder.resolve(name));
    assertThat(socket).isNotNull();
    return socket;
  }

  /** Makes the socket of a run that was killed. */
  private SocketFile abandoned(String name, Duration age) throws IOException {
    SocketFile socket = socket(name);
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(socket.path()));
    }
    Files.setLastModifiedTime(socket.path(), FileTime.from(Instant.now().minus(age)));
    return socket;
  }

  @Test
  void a_name_tells_process_and_boot_and_is_short() {
    String name = SocketFile.newName();
    SocketFile socket = socket(name);
    assertThat(socket.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(socket.isOfThisBoot()).isTrue();
    assertThat("4194304-" + name.substring(name.indexOf('-') + 1))
        .hasSizeLessThanOrEqualTo(SocketFile.MOST_NAME_BYTES);
    for (String other :
        List.of("x", "7.sock", "7-a.sock", "7-a-1-b", "7-a-b-c.sock", "x-a-1-b.sock")) {
      assertThat(SocketFile.of(folder.resolve(other))).as(other).isNull();
    }
  }

  @Test
  void the_sockets_of_killed_runs_are_removed_and_no_others() throws Exception {
    long self = ProcessHandle.current().pid();
    SocketFile dead = abandoned(SocketFile.name(NO_PID, "1"), Duration.ZERO);
    SocketFile pidUsedAgain = abandoned(SocketFile.name(self, "2"), Duration.ofMinutes(1));
    SocketFile young = abandoned(SocketFile.name(self, "3"), Duration.ZERO);
    SocketFile elsewhere = abandoned("7-ffffffff-1-4.sock", Duration.ofDays(29));
    SocketFile longAgo = abandoned("7-ffffffff-1-5.sock", Duration.ofDays(31));
    Path other = Files.writeString(folder.resolve("notes.txt"), "");
    Files.setLastModifiedTime(other, FileTime.from(Instant.EPOCH));
    SocketFile alive = socket(SocketFile.name(self, "6"));
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(alive.path()));
      Files.setLastModifiedTime(alive.path(), FileTime.from(Instant.EPOCH));
      SocketFolder.removeAbandoned(folder);
    }
    assertThat(dead.path()).doesNotExist();
    assertThat(pidUsedAgain.path()).doesNotExist();
    assertThat(longAgo.path()).doesNotExist();
    assertThat(List.of(young.path(), elsewhere.path(), alive.path(), other))
        .allMatch(Files::exists);
  }

  @Test
  void the_sockets_of_processes_that_have_ended_are_removed_by_short_runs_too() throws Exception {
    SocketFile dead = abandoned(SocketFile.name(NO_PID, "1"), Duration.ZERO);
    SocketFile unknown =
        abandoned(SocketFile.name(ProcessHandle.current().pid(), "2"), Duration.ofDays(1));
    DeadSockets.remove(List.of(folder.resolve("none"), folder));
    assertThat(dead.path()).doesNotExist();
    assertThat(unknown.path()).exists();
  }

  @Test
  void killed_runs_are_not_listed() throws Exception {
    abandoned(SocketFile.name(NO_PID, "1"), Duration.ZERO);
    Files.writeString(folder.resolve(SocketFile.name(NO_PID, "2")), "no socket");
    assertThat(RunningRun.all(List.of(folder))).isEmpty();
  }

  @Test
  void a_path_that_is_too_long_is_left_for_the_next_one() throws Exception {
    Path tooLong = folder.resolve("x".repeat(100));
    Path good = folder.resolve("run");
    assertThat(SocketFolder.create(List.of(tooLong, good))).isEqualTo(good);
    assertThat(tooLong).doesNotExist();
    assertThatThrownBy(() -> SocketFolder.create(List.of(tooLong)))
        .isInstanceOf(IOException.class)
        .hasMessage(tooLong + " is too long for a socket");
  }

  @Test
  void a_folder_that_others_can_write_is_not_used() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> SocketFolder.create(List.of(open.resolve("run"))))
        .hasMessageContaining("can be written by other users");
    assertThat(SocketFolder.sockets(List.of(open, folder.resolve("none")))).isEmpty();
  }
}
