package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.LastWords;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The file that keeps the messages which a worker has not yet written. */
class LastWordsFileTest {

  @Test
  void only_its_owner_can_read_it_and_closing_deletes_it() throws IOException {
    LastWordsFile file = create(ProcessHandle.current().pid());
    assertThat(Files.getPosixFilePermissions(file.path()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.size(file.path())).isEqualTo(LastWords.FILE_BYTES);
    file.close();
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void it_holds_the_unwritten_messages_and_the_start_of_the_task() throws IOException {
    try (LastWordsFile file = create(ProcessHandle.current().pid())) {
      keep(file.path(), "{}\n", 12);
      file.forgetName();
      assertThat(file.path()).doesNotExist();
      assertThat(new String(file.read(), US_ASCII))
          .isEqualTo(
              "{}\n{\"jsonrpc\":\"2.0\",\"method\":\"task/started\",\"params\":{\"request\":12}}\n");
    }
  }

  @Test
  void the_files_of_supervisors_that_have_ended_are_removed_and_no_others() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    try (LastWordsFile left = create(gone.pid());
        LastWordsFile ours = create(ProcessHandle.current().pid())) {
      LastWordsFile.removeLeftovers();
      assertThat(left.path()).doesNotExist();
      assertThat(ours.path()).exists();
    }
  }

  private static LastWordsFile create(long pid) {
    return Objects.requireNonNull(LastWordsFile.create(pid + "-" + unique() + "-0.0"));
  }

  private static String unique() {
    return Long.toHexString(System.nanoTime());
  }

  private static void keep(Path file, String words, long running) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      LastWords kept =
          new LastWords(channel.map(FileChannel.MapMode.READ_WRITE, 0, LastWords.FILE_BYTES));
      kept.add(words.getBytes(US_ASCII), 0, words.length());
      kept.setRunning(running);
    }
  }
}
