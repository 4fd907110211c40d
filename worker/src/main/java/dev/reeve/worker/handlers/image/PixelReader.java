package dev.reeve.worker.handlers.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/**
 * Reads the sRGB pixels of a decoded image.
 *
 * <p>Grey samples stay as they are. {@link BufferedImage#getRGB} would take them for linear light
 * and brighten them, although files store them with the same gamma as colours.
 */
final class PixelReader {
  private PixelReader() {}

  static Picture read(BufferedImage image) throws InterruptedException {
    ColorModel colors = image.getColorModel();
    if (colors.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
      return greys(image);
    }
    if (!colors.getColorSpace().isCS_sRGB()) {
      return read(toSrgb(image));
    }
    return hasPlainBytes(colors) ? bytes(image) : any(image);
  }

  private static BufferedImage toSrgb(BufferedImage image) {
    BufferedImage converted =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    return new ColorConvertOp(null).filter(image, converted);
  }

  private static boolean hasPlainBytes(ColorModel colors) {
    return colors instanceof ComponentColorModel
        && colors.getTransferType() == DataBuffer.TYPE_BYTE
        && colors.getNumColorComponents() == 3
        && colors.getComponentSize(0) == 8
        && !colors.isAlphaPremultiplied();
  }

  private static Picture greys(BufferedImage image) throws InterruptedException {
    int max = (1 << image.getColorModel().getComponentSize(0)) - 1;
    return rows(
        image,
        (samples, at) -> {
          int grey = scale(samples[at], max);
          return grey << 16 | grey << 8 | grey;
        });
  }

  private static Picture bytes(BufferedImage image) throws InterruptedException {
    return rows(image, (samples, at) -> samples[at] << 16 | samples[at + 1] << 8 | samples[at + 2]);
  }

  /** Computes the colour, without alpha, of the pixel whose samples begin at an index. */
  private interface PixelColor {
    int of(int[] samples, int at);
  }

  private static Picture rows(BufferedImage image, PixelColor color) throws InterruptedException {
    int width = image.getWidth();
    boolean hasAlpha = image.getColorModel().hasAlpha();
    int maxAlpha = (1 << image.getColorModel().getComponentSize(0)) - 1;
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    int[] argb = new int[Math.multiplyExact(width, image.getHeight())];
    int[] samples = new int[width * bands];
    for (int y = 0; y < image.getHeight(); y++) {
      Interrupts.check();
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, samples);
      for (int x = 0; x < width; x++) {
        int at = x * bands;
        int alpha = hasAlpha ? scale(samples[at + bands - 1], maxAlpha) : 255;
        argb[y * width + x] = alpha << 24 | color.of(samples, at);
      }
    }
    return new Picture(width, image.getHeight(), argb, hasAlpha);
  }

  private static int scale(int sample, int max) {
    return max == 255 ? sample : (int) ((sample * 255L + max / 2) / max);
  }

  private static Picture any(BufferedImage image) throws InterruptedException {
    int width = image.getWidth();
    int[] argb = new int[Math.multiplyExact(width, image.getHeight())];
    for (int y = 0; y < image.getHeight(); y++) {
      Interrupts.check();
      image.getRGB(0, y, width, 1, argb, y * width, width);
    }
    return new Picture(width, image.getHeight(), argb, image.getColorModel().hasAlpha());
  }
}
