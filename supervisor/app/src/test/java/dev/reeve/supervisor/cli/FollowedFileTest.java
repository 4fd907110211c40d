package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowedFileTest {
  private final Path file;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[16];

  FollowedFileTest(@TempDir Path folder) {
    this.file = folder.resolve("x.out");
  }

  private void append(byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void only_complete_lines_are_copied_however_they_come() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    FollowedFile followed = new FollowedFile(file, out);
    followed.copyLines(buffer);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 300; i++) {
      byte[] part = new byte[random.nextInt(60)];
      random.nextBytes(part);
      if (random.nextInt(3) == 0 && part.length > 0) {
        part[random.nextInt(part.length)] = '\n';
      }
      append(part);
      all.writeBytes(part);
      followed.copyLines(buffer);
      byte[] whole = all.toByteArray();
      int lines = whole.length;
      while (lines > 0 && whole[lines - 1] != '\n') {
        lines--;
      }
      assertThat(out.toByteArray()).as("seed %d", seed).isEqualTo(Arrays.copyOf(whole, lines));
    }
    followed.copyAll(buffer);
    assertThat(out.toByteArray()).as("seed %d", seed).isEqualTo(all.toByteArray());
    followed.copyAll(buffer);
    assertThat(out.size()).isEqualTo(all.size());
  }

  @Test
  void each_line_has_its_tag_once() throws IOException {
    FollowedFile followed = new FollowedFile(file, new TaggedLines(out, "a"));
    append("one\ntw".getBytes(UTF_8));
    followed.copyLines(buffer);
    append("o, which is longer than the buffer\nthr".getBytes(UTF_8));
    followed.copyLines(buffer);
    followed.copyAll(buffer);
    assertThat(out.toString(UTF_8))
        .isEqualTo("a\tone\na\ttwo, which is longer than the buffer\na\tthr");
  }
}
