package dev.reeve.worker.handlers.image;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;

/**
 * The grey of ITU-R BT.601: {@code 0.299 R + 0.587 G + 0.114 B} of the stored sRGB values, rounded.
 * A grey picture has no alpha, so transparent pixels are put on white first.
 */
final class Luma {
  private static final int RED = 299;
  private static final int GREEN = 587;
  private static final int BLUE = 114;
  private static final int SUM = 1000;

  private Luma() {}

  /** Returns the grey of a pixel, from 0 to 255. */
  static int of(int rgb) {
    int weighted = RED * (rgb >> 16 & 0xFF) + GREEN * (rgb >> 8 & 0xFF) + BLUE * (rgb & 0xFF);
    return (weighted + SUM / 2) / SUM;
  }

  /**
   * Returns a grey image. The samples are set directly, because a colour conversion would change
   * them as if they were linear light.
   */
  static BufferedImage image(Picture picture) throws InterruptedException {
    Picture flat = picture.onWhite();
    int width = flat.width();
    BufferedImage image = new BufferedImage(width, flat.height(), BufferedImage.TYPE_BYTE_GRAY);
    WritableRaster raster = image.getRaster();
    byte[] row = new byte[width];
    for (int y = 0; y < flat.height(); y++) {
      Interrupts.check();
      for (int x = 0; x < width; x++) {
        row[x] = (byte) of(flat.argb()[y * width + x]);
      }
      raster.setDataElements(0, y, width, 1, row);
    }
    return image;
  }
}
