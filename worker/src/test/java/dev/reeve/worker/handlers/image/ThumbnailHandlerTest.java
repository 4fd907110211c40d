package dev.reeve.worker.handlers.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.reeve.worker.handlers.FakeTaskContext;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailHandlerTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "1000, 500, 256, 256, 128",
    "500, 1000, 256, 128, 256",
    "256, 256, 256, 256, 256",
    "10, 20, 256, 10, 20",
    "1, 1, 1, 1, 1",
    "10000, 1, 100, 100, 1",
    "3, 2, 2, 2, 1",
    "1001, 333, 100, 100, 33",
    "2000000000, 1999999999, 2000, 2000, 2000"
  })
  void the_longest_side_fits_and_the_proportions_stay(
      int width, int height, int max, int newWidth, int newHeight) {
    assertThat(ThumbnailSize.fit(width, height, max))
        .isEqualTo(new ThumbnailSize(newWidth, newHeight));
  }

  @ParameterizedTest
  @CsvSource({"64, 48, 16, 4", "30, 30, 10, 3"})
  void a_whole_factor_gives_the_mean_of_each_block(int width, int height, int max, int factor)
      throws Exception {
    BufferedImage image = TestPictures.random(width, height, BufferedImage.TYPE_INT_RGB, 3);
    BufferedImage small = small(image, max, "to.png");
    for (int y = 0; y < small.getHeight(); y++) {
      for (int x = 0; x < small.getWidth(); x++) {
        for (int channel = 0; channel < 3; channel++) {
          assertThat((double) TestPictures.channel(small.getRGB(x, y), channel))
              .isCloseTo(mean(image, x * factor, y * factor, factor, channel), within(1.0));
        }
      }
    }
  }

  @Test
  void pixels_that_are_covered_in_part_count_in_part() throws Exception {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(1, 0, 0xFFFFFF);
    BufferedImage small = small(image, 2, "to.png");
    assertThat(small.getRGB(0, 0) & 0xFF).isEqualTo(85);
    assertThat(small.getRGB(1, 0) & 0xFF).isEqualTo(85);
  }

  @Test
  void a_small_picture_is_not_enlarged_nor_changed() throws Exception {
    BufferedImage image = TestPictures.random(9, 7, BufferedImage.TYPE_INT_ARGB, 3);
    image.setRGB(0, 0, 0);
    BufferedImage small = small(image, 256, "to.png");
    for (int i = 0; i < 63; i++) {
      int expected = image.getRGB(i % 9, i / 9);
      assertThat(small.getRGB(i % 9, i / 9)).isEqualTo(expected >>> 24 == 0 ? 0 : expected);
    }
  }

  @Test
  void transparency_is_kept_by_png_and_put_on_white_by_jpeg() throws Exception {
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_ARGB);
    assertThat(small(image, 16, "to.png").getRGB(5, 5) >>> 24).isZero();
    assertThat(small(image, 16, "to.jpg").getRGB(5, 5) & 0xFF).isGreaterThan(250);
    assertThat(small(image, 16, "to.bmp").getRGB(5, 5)).isEqualTo(0xFFFFFFFF);
    assertThat(small(image, 16, "to.gif").getRGB(5, 5)).isEqualTo(0xFFFFFFFF);
  }

  @Test
  void a_size_below_one_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ThumbnailHandler.Request("a", "b.png", 0))
        .withMessage("max: must be at least 1 pixel; found 0");
  }

  private static double mean(BufferedImage image, int left, int top, int side, int channel) {
    double sum = 0;
    for (int i = 0; i < side * side; i++) {
      sum += TestPictures.channel(image.getRGB(left + i % side, top + i / side), channel);
    }
    return sum / (side * side);
  }

  private BufferedImage small(BufferedImage image, int max, String name) throws Exception {
    Path from = TestPictures.write(image, folder.resolve("from.png"));
    Path to = folder.resolve(name);
    PictureResult result =
        new ThumbnailHandler()
            .handle(
                new ThumbnailHandler.Request(from.toString(), to.toString(), max),
                new FakeTaskContext());
    BufferedImage small = TestPictures.read(to);
    assertThat(result)
        .isEqualTo(new PictureResult(small.getWidth(), small.getHeight(), to.toString()));
    return small;
  }
}
