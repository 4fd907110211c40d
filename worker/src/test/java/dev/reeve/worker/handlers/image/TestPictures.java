package dev.reeve.worker.handlers.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures of random pixels, and their files. */
final class TestPictures {
  private TestPictures() {}

  static BufferedImage random(int width, int height, int type, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }

  static Path write(BufferedImage image, Path file) throws IOException {
    String name = file.getFileName().toString();
    String format = name.substring(name.lastIndexOf('.') + 1);
    if (!ImageIO.write(image, format, file.toFile())) {
      throw new IOException("no writer for " + file);
    }
    return file;
  }

  static BufferedImage read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    if (image == null) {
      throw new IOException("no picture: " + file);
    }
    return image;
  }

  /** Red, green, blue or alpha: channel 0 to 3. */
  static int channel(int argb, int channel) {
    int[] shifts = {16, 8, 0, 24};
    return argb >> shifts[channel] & 0xFF;
  }
}
