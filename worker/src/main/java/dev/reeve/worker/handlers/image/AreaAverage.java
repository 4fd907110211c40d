package dev.reeve.worker.handlers.image;

import java.util.Arrays;

/**
 * Shrinks a picture: each new pixel is the mean of the area that it covers in the old picture. A
 * pixel that is covered in part counts in part. Colours are weighted by their alpha.
 */
final class AreaAverage {
  private static final int CHANNELS = 4;

  private final Picture picture;
  private final int width;
  private final int height;
  private final double xStep;
  private final double yStep;

  /**
   * Prepares to shrink a picture.
   *
   * @param width new width, from 1 to the old one
   * @param height new height, from 1 to the old one
   */
  AreaAverage(Picture picture, int width, int height) {
    this.picture = picture;
    this.width = width;
    this.height = height;
    this.xStep = (double) picture.width() / width;
    this.yStep = (double) picture.height() / height;
  }

  Picture run() throws InterruptedException {
    int[] argb = new int[width * height];
    double[] sums = new double[width * CHANNELS];
    for (int y = 0; y < height; y++) {
      Interrupts.check();
      Arrays.fill(sums, 0);
      addRows(sums, y);
      for (int x = 0; x < width; x++) {
        argb[y * width + x] = pixel(sums, x * CHANNELS);
      }
    }
    return new Picture(width, height, argb, picture.hasAlpha());
  }

  private void addRows(double[] sums, int y) {
    double top = y * yStep;
    double bottom = top + yStep;
    for (int row = (int) top; row < Math.min(bottom, picture.height()); row++) {
      addRow(sums, row, covered(row, top, bottom));
    }
  }

  private void addRow(double[] sums, int row, double rowWeight) {
    for (int x = 0; x < width; x++) {
      double left = x * xStep;
      double right = left + xStep;
      for (int column = (int) left; column < Math.min(right, picture.width()); column++) {
        int pixel = picture.argb()[row * picture.width() + column];
        add(sums, x * CHANNELS, pixel, rowWeight * covered(column, left, right));
      }
    }
  }

  private static double covered(int at, double start, double end) {
    return Math.max(0, Math.min(end, at + 1.0) - Math.max(start, at));
  }

  private static void add(double[] sums, int at, int pixel, double weight) {
    double alpha = weight * (pixel >>> 24);
    sums[at] += alpha;
    sums[at + 1] += alpha * (pixel >> 16 & 0xFF);
    sums[at + 2] += alpha * (pixel >> 8 & 0xFF);
    sums[at + 3] += alpha * (pixel & 0xFF);
  }

  private int pixel(double[] sums, int at) {
    double alpha = sums[at];
    if (alpha <= 0) {
      return 0;
    }
    return level(alpha / (xStep * yStep)) << 24
        | level(sums[at + 1] / alpha) << 16
        | level(sums[at + 2] / alpha) << 8
        | level(sums[at + 3] / alpha);
  }

  private static int level(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }
}
