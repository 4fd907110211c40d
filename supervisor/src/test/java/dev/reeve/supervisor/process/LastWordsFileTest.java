package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.LastWords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The file by which nothing is lost that a worker has said. */
class LastWordsFileTest {

  @Test
  void it_is_its_owners_alone_and_gone_when_it_is_closed() throws IOException {
    LastWordsFile file = create(ProcessHandle.current().pid());
    assertThat(Files.getPosixFilePermissions(file.path()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.size(file.path())).isEqualTo(LastWords.FILE_BYTES);
    file.close();
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void it_has_no_name_from_the_first_word_on_and_the_last_ones_follow_the_output()
      throws IOException {
    try (LastWordsFile file = create(ProcessHandle.current().pid())) {
      keep(file.path(), 3, "def");
      InputStream output = new WholeOutput(new ByteArrayInputStream(ascii("abc")), file);
      assertThat(output.readNBytes(3)).isEqualTo(ascii("abc"));
      assertThat(file.path()).doesNotExist();
      assertThat(output.readAllBytes()).isEqualTo(ascii("def"));
    }
  }

  @Test
  void those_of_supervisors_that_are_gone_are_removed_and_no_others() throws Exception {
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

  private static void keep(Path file, long position, String words) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, LastWords.FILE_BYTES);
      LastWords kept = new LastWords(mapped);
      kept.writtenTo(position);
      kept.add(ascii(words), 0, words.length());
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
