package dev.reeve.worker.handlers.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.handlers.FakeTaskContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the picture handlers read and write files. */
class PictureFilesTest {
  @TempDir Path folder = Path.of("");

  @Test
  void pictures_are_made_without_a_display() throws Exception {
    grey(picture("from.png"), folder.resolve("to.png"));
    assertThat(System.getProperty("java.awt.headless")).isEqualTo("true");
  }

  @Test
  void missing_folders_are_made() throws Exception {
    Path to = folder.resolve("a/b/to.png");
    grey(picture("from.png"), to);
    assertThat(to).isRegularFile();
  }

  @Test
  void a_picture_can_replace_itself() throws Exception {
    Path file = picture("from.png");
    grey(file, file);
    assertThat(TestPictures.read(file).getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
    assertThat(names()).containsExactly("from.png");
  }

  @Test
  void a_new_file_has_the_permissions_that_new_files_have() throws Exception {
    Path plain = Files.createFile(folder.resolve("plain"));
    Path to = folder.resolve("to.png");
    grey(picture("from.png"), to);
    assertThat(Files.getPosixFilePermissions(to))
        .isEqualTo(Files.getPosixFilePermissions(plain))
        .contains(PosixFilePermission.OWNER_READ);
  }

  @ParameterizedTest
  @ValueSource(strings = {"from.jpg", "from.png", "from.bmp", "from.gif"})
  void all_usual_formats_can_be_read(String name) throws Exception {
    Path to = folder.resolve("to.PNG");
    grey(picture(name), to);
    assertThat(TestPictures.read(to).getWidth()).isEqualTo(20);
  }

  @Test
  void what_is_no_picture_is_named_with_the_reason() throws Exception {
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    assertThatThrownBy(() -> grey(text, folder.resolve("to.png")))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageStartingWith(
            "cannot read " + text + ": it is not a picture of a known format (bmp");
    Path missing = folder.resolve("missing.png");
    assertThatThrownBy(() -> grey(missing, folder.resolve("to.png")))
        .hasMessage("cannot read " + missing + ": there is no such file");
    assertThatThrownBy(() -> grey(folder, folder.resolve("to.png")))
        .hasMessageEndingWith("it is not a regular file");
    assertThat(names()).containsExactly("text.png");
  }

  @Test
  void a_damaged_picture_is_an_error_or_a_picture_but_nothing_else() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (String name : new String[] {"from.png", "from.jpg", "from.gif", "from.bmp"}) {
      byte[] whole = Files.readAllBytes(picture(name));
      for (int round = 0; round < 40; round++) {
        Path damaged = Files.write(folder.resolve("damaged"), damaged(whole, random));
        try {
          assertThat(PictureReader.read(damaged).width()).isPositive();
        } catch (TaskFailedException e) {
          assertThat(e.type()).isEqualTo("PictureUnreadable");
        }
      }
    }
  }

  @Test
  void a_target_that_cannot_be_written_is_named_and_nothing_is_left() throws Exception {
    Path from = picture("from.png");
    Path taken = Files.createDirectory(folder.resolve("taken.png"));
    assertThatThrownBy(() -> grey(from, taken))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("cannot write " + taken)
        .hasMessageContaining("it is a folder");
    assertThatThrownBy(() -> grey(from, from.resolve("below.png")))
        .isInstanceOf(TaskFailedException.class);
    assertThat(names()).containsExactlyInAnyOrder("from.png", "taken.png");
  }

  @Test
  void an_interrupted_writer_leaves_nothing() throws Exception {
    Picture picture = PictureReader.read(picture("from.png"));
    PicturePaths paths = PicturePaths.of("x", folder.resolve("to.png").toString());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> PictureWriter.write(picture, paths))
        .isInstanceOf(InterruptedException.class);
    assertThat(names()).containsExactly("from.png");
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = Arrays.copyOf(whole, whole.length - random.nextInt(2) * random.nextInt(200));
    for (int i = 0; i < 3; i++) {
      // Behind the header: a changed size there would only ask for a huge picture.
      bytes[60 + random.nextInt(bytes.length - 60)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private Path picture(String name) throws IOException {
    BufferedImage image = TestPictures.random(20, 20, BufferedImage.TYPE_INT_RGB, 11);
    return TestPictures.write(image, folder.resolve(name));
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(it -> it.getFileName().toString()).toList().stream();
    }
  }

  private static void grey(Path from, Path to) throws Exception {
    new GrayscaleHandler()
        .handle(
            new GrayscaleHandler.Request(from.toString(), to.toString()), new FakeTaskContext());
  }
}
