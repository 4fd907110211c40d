package dev.reeve.worker.handlers.image;

/**
 * A picture as pixels in sRGB: {@code 0xAARRGGBB}, not premultiplied, row by row. The array is not
 * copied, and must not be changed after the picture is made.
 *
 * @param width in pixels
 * @param height in pixels
 * @param argb the pixels
 * @param hasAlpha false if all pixels are opaque
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never copied: pictures are large
record Picture(int width, int height, int[] argb, boolean hasAlpha) {

  private static final int OPAQUE = 0xFF000000;
  private static final int WHITE = 255;

  /** Returns the picture on a white background. */
  Picture onWhite() {
    if (!hasAlpha) {
      return this;
    }
    int[] flat = new int[argb.length];
    for (int i = 0; i < argb.length; i++) {
      flat[i] = onWhite(argb[i]);
    }
    return new Picture(width, height, flat, false);
  }

  private static int onWhite(int pixel) {
    int alpha = pixel >>> 24;
    return OPAQUE
        | blend(pixel >> 16 & 0xFF, alpha) << 16
        | blend(pixel >> 8 & 0xFF, alpha) << 8
        | blend(pixel & 0xFF, alpha);
  }

  private static int blend(int value, int alpha) {
    return (value * alpha + WHITE * (255 - alpha) + 127) / 255;
  }
}
