package dev.reeve.worker.handlers.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.reeve.worker.handlers.BackgroundTask;
import dev.reeve.worker.handlers.FakeTaskContext;
import dev.reeve.worker.handlers.Payloads;
import dev.reeve.worker.handlers.image.BlurHandler.Request;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlurHandlerTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "1, 1, 3, 1.0, 1",
    "1, 9, 3, 1.0, 1",
    "9, 1, 3, 1.0, 2",
    "2, 2, 5, 2.0, 1",
    "5, 7, 20, 6.0, 1",
    "31, 17, 3, 1.0, 1",
    "31, 17, 2, 0.8, 20",
    "24, 24, 0, 1.0, 3",
    "16, 16, 4, 0.001, 2",
    "20, 10, 7, 1000, 2"
  })
  void each_channel_is_within_one_level_of_the_definition(
      int width, int height, int radius, double sigma, int passes) throws Exception {
    BufferedImage image =
        TestPictures.random(width, height, BufferedImage.TYPE_INT_RGB, width * 31L + height);
    BufferedImage blurred = blurred(image, radius, sigma, passes);
    for (int channel = 0; channel < 3; channel++) {
      double[][] expected = NaiveBlur.blur(plane(image, channel), radius, sigma, passes);
      assertClose(plane(blurred, channel), expected);
    }
  }

  @Test
  void an_even_area_stays_as_it_is_up_to_the_border() throws Exception {
    BufferedImage image = new BufferedImage(13, 11, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 13 * 11; i++) {
      image.setRGB(i % 13, i / 13, 0xFF_FF_80_01);
    }
    BufferedImage blurred = blurred(image, 3, 1.0, 50);
    for (int i = 0; i < 13 * 11; i++) {
      assertThat(blurred.getRGB(i % 13, i / 13)).isEqualTo(0xFF_FF_80_01);
    }
  }

  @Test
  void colours_are_weighted_by_their_alpha() throws Exception {
    BufferedImage image = TestPictures.random(12, 10, BufferedImage.TYPE_INT_ARGB, 5);
    BufferedImage blurred = blurred(image, 2, 1.0, 2);
    double[][] alpha = NaiveBlur.blur(plane(image, 3), 2, 1.0, 2);
    assertClose(plane(blurred, 3), alpha);
    for (int channel = 0; channel < 3; channel++) {
      double[][] weighted = plane(image, channel);
      scale(weighted, plane(image, 3), false);
      double[][] expected = NaiveBlur.blur(weighted, 2, 1.0, 2);
      scale(expected, alpha, true);
      assertClose(plane(blurred, channel), expected);
    }
  }

  @Test
  void the_hidden_colour_of_transparent_pixels_does_not_bleed() throws Exception {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xFF_00_00_FF);
    image.setRGB(1, 0, 0x00_FF_00_00);
    image.setRGB(2, 0, 0xFF_00_00_FF);
    BufferedImage blurred = blurred(image, 1, 1.0, 1);
    assertThat(blurred.getRGB(1, 0) & 0xFFFFFF).isEqualTo(0x0000FF);
    assertThat(TestPictures.channel(blurred.getRGB(1, 0), 3)).isStrictlyBetween(0, 255);
  }

  @Test
  void progress_grows_with_each_pass_up_to_one() throws Exception {
    Path from = picture(8, 8);
    FakeTaskContext context = new FakeTaskContext();
    new BlurHandler().handle(request(from, folder.resolve("to.png"), 1, 1.0, 4), context);
    assertThat(context.fractions())
        .hasSize(12)
        .endsWith(1.0)
        .isSortedAccordingTo(Comparator.naturalOrder());
  }

  @Test
  void a_cancelled_blur_ends_and_leaves_no_file() throws Exception {
    Path from = picture(200, 200);
    FakeTaskContext context = new FakeTaskContext();
    Request endless = request(from, folder.resolve("to.png"), 20, 5.0, 100_000);
    BackgroundTask<PictureResult> task =
        BackgroundTask.start(() -> new BlurHandler().handle(endless, context));
    await().until(() -> !context.fractions().isEmpty());
    context.cancel(task.thread());
    assertThat(task.failure(Duration.ofSeconds(20))).isInstanceOf(InterruptedException.class);
    assertThat(folder)
        .isDirectoryNotContaining("glob:**to.png")
        .isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void what_is_left_out_of_a_request_has_its_default() {
    assertThat(Payloads.read("{'from':'a','to':'b.png'}", Request.class))
        .isEqualTo(new Request("a", "b.png", 3, 1.0, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'to':'b.png'}|from: is missing",
        "{'from':'a'}|to: is missing",
        "{'from':'a','to':'b.tiff'}|to: 'b.tiff' has an unknown ending; use .png",
        "{'from':'a','to':'png'}|to: 'png' has an unknown ending",
        "{'from':'a','to':'b.png','radius':-1}|radius: must be 0 to 1000; found -1",
        "{'from':'a','to':'b.png','sigma':0}|sigma: must be above 0; found 0.0",
        "{'from':'a','to':'b.png','passes':0}|passes: must be 1 to 100000; found 0"
      })
  void a_wrong_request_is_refused_and_the_field_named(String example) {
    String[] parts = example.split("\\|", 2);
    assertThatThrownBy(() -> Payloads.read(parts[0], Request.class)).hasMessageContaining(parts[1]);
  }

  private Path picture(int width, int height) throws Exception {
    BufferedImage image = TestPictures.random(width, height, BufferedImage.TYPE_INT_RGB, 1);
    return TestPictures.write(image, folder.resolve("from.png"));
  }

  private BufferedImage blurred(BufferedImage image, int radius, double sigma, int passes)
      throws Exception {
    Path from = TestPictures.write(image, folder.resolve("from.png"));
    Path to = folder.resolve("to.png");
    PictureResult result =
        new BlurHandler().handle(request(from, to, radius, sigma, passes), new FakeTaskContext());
    assertThat(result)
        .isEqualTo(new PictureResult(image.getWidth(), image.getHeight(), to.toString()));
    return TestPictures.read(to);
  }

  private static Request request(Path from, Path to, int radius, double sigma, int passes) {
    return new Request(from.toString(), to.toString(), radius, sigma, passes);
  }

  private static double[][] plane(BufferedImage image, int channel) {
    double[][] plane = new double[image.getHeight()][image.getWidth()];
    for (int y = 0; y < plane.length; y++) {
      for (int x = 0; x < plane[0].length; x++) {
        plane[y][x] = TestPictures.channel(image.getRGB(x, y), channel);
      }
    }
    return plane;
  }

  private static void scale(double[][] plane, double[][] alpha, boolean back) {
    for (int y = 0; y < plane.length; y++) {
      for (int x = 0; x < plane[0].length; x++) {
        double factor = alpha[y][x] / 255;
        plane[y][x] = back ? plane[y][x] / factor : plane[y][x] * factor;
      }
    }
  }

  private static void assertClose(double[][] actual, double[][] expected) {
    for (int y = 0; y < expected.length; y++) {
      for (int x = 0; x < expected[0].length; x++) {
        assertThat(actual[y][x]).as("at %d,%d", x, y).isCloseTo(expected[y][x], within(1.0));
      }
    }
  }
}
