package dev.reeve.worker.handlers.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reeve.worker.handlers.FakeTaskContext;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrayscaleHandlerTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({"png, 1, 1", "png, 37, 23", "png, 1, 300", "bmp, 37, 23", "gif, 37, 23"})
  void samples_are_within_one_level_of_the_weighted_sum(String ending, int width, int height)
      throws Exception {
    BufferedImage image = TestPictures.random(width, height, BufferedImage.TYPE_INT_RGB, 7);
    BufferedImage grey = grey(image, "to." + ending);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        assertThat((double) stored(grey, x, y)).isCloseTo(luma(image.getRGB(x, y)), within(1.0));
      }
    }
  }

  @Test
  void a_grey_png_has_one_channel() throws Exception {
    BufferedImage image = TestPictures.random(5, 5, BufferedImage.TYPE_INT_RGB, 7);
    assertThat(grey(image, "to.png").getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
  }

  @Test
  void a_jpeg_is_about_as_grey_as_a_png() throws Exception {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, 0x20_80_C0);
    }
    BufferedImage grey = grey(image, "to.jpg");
    assertThat((double) stored(grey, 8, 8)).isCloseTo(luma(0x20_80_C0), within(3.0));
  }

  @Test
  void a_grey_picture_stays_as_it_is() throws Exception {
    BufferedImage ramp = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < 256; x++) {
      ramp.getRaster().setSample(x, 0, 0, x);
    }
    BufferedImage grey = grey(ramp, "to.png");
    for (int x = 0; x < 256; x++) {
      assertThat(stored(grey, x, 0)).isEqualTo(x);
    }
  }

  @Test
  void a_deep_grey_picture_keeps_its_upper_eight_bits() throws Exception {
    BufferedImage deep = new BufferedImage(256, 1, BufferedImage.TYPE_USHORT_GRAY);
    for (int x = 0; x < 256; x++) {
      deep.getRaster().setSample(x, 0, 0, x * 257);
    }
    BufferedImage grey = grey(deep, "to.png");
    for (int x = 0; x < 256; x++) {
      assertThat(stored(grey, x, 0)).isEqualTo(x);
    }
  }

  @Test
  void transparent_places_become_white() throws Exception {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00_00_00_00);
    image.setRGB(1, 0, 0x80_00_00_00);
    BufferedImage grey = grey(image, "to.png");
    assertThat(stored(grey, 0, 0)).isEqualTo(255);
    assertThat(stored(grey, 1, 0)).isEqualTo(127);
  }

  private BufferedImage grey(BufferedImage image, String name) throws Exception {
    Path from = TestPictures.write(image, folder.resolve("from.png"));
    Path to = folder.resolve(name);
    new GrayscaleHandler()
        .handle(
            new GrayscaleHandler.Request(from.toString(), to.toString()), new FakeTaskContext());
    return TestPictures.read(to);
  }

  private static double luma(int rgb) {
    return 0.299 * TestPictures.channel(rgb, 0)
        + 0.587 * TestPictures.channel(rgb, 1)
        + 0.114 * TestPictures.channel(rgb, 2);
  }

  /** What the file holds: a palette's colour, or the sample itself, which getRGB would brighten. */
  private static int stored(BufferedImage image, int x, int y) {
    boolean palette = image.getType() == BufferedImage.TYPE_BYTE_INDEXED;
    return palette ? image.getRGB(x, y) & 0xFF : image.getRaster().getSample(x, y, 0);
  }
}
