package dev.reeve.worker.handlers.image;

import dev.reeve.worker.TaskContext;

/**
 * Blurs a picture plane by plane, so that memory holds two planes of floats at a time, and a third
 * for the alpha.
 *
 * <p>Colours are weighted by their alpha (premultiplied), so the invisible colour of transparent
 * pixels does not spread to their neighbours.
 */
final class PictureBlur {
  private static final int ALPHA_SHIFT = 24;
  private static final int[] COLOR_SHIFTS = {16, 8, 0};

  private final Picture picture;
  private final GaussianBlur gaussian;
  private final int passes;
  private final TaskContext context;
  private final int totalPasses;
  private int donePasses;

  PictureBlur(Picture picture, GaussianKernel kernel, int passes, TaskContext context) {
    this.picture = picture;
    this.gaussian = new GaussianBlur(kernel, picture.width(), picture.height());
    this.passes = passes;
    this.context = context;
    this.totalPasses = Math.multiplyExact(passes, picture.hasAlpha() ? 4 : 3);
  }

  Picture run() throws InterruptedException {
    float[] plane = new float[picture.argb().length];
    int[] argb = new int[plane.length];
    float[] alpha = picture.hasAlpha() ? blurAlpha(argb) : new float[0];
    for (int shift : COLOR_SHIFTS) {
      load(plane, shift);
      blur(plane);
      store(plane, alpha, argb, shift);
    }
    return new Picture(picture.width(), picture.height(), argb, picture.hasAlpha());
  }

  private float[] blurAlpha(int[] argb) throws InterruptedException {
    float[] alpha = new float[argb.length];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = picture.argb()[i] >>> ALPHA_SHIFT;
    }
    blur(alpha);
    for (int i = 0; i < alpha.length; i++) {
      argb[i] = level(alpha[i]) << ALPHA_SHIFT;
    }
    return alpha;
  }

  private void blur(float[] plane) throws InterruptedException {
    for (int pass = 0; pass < passes; pass++) {
      gaussian.pass(plane);
      donePasses++;
      context.progress((double) donePasses / totalPasses, "blurring");
    }
  }

  private void load(float[] plane, int shift) {
    for (int i = 0; i < plane.length; i++) {
      int pixel = picture.argb()[i];
      int value = pixel >> shift & 0xFF;
      plane[i] = picture.hasAlpha() ? value * (pixel >>> ALPHA_SHIFT) / 255f : value;
    }
  }

  private void store(float[] plane, float[] alpha, int[] argb, int shift) {
    for (int i = 0; i < plane.length; i++) {
      float value = picture.hasAlpha() ? unweighted(plane[i], alpha[i]) : plane[i];
      argb[i] |= level(value) << shift;
    }
  }

  private static float unweighted(float value, float alpha) {
    return alpha > 0 ? value * 255f / alpha : 0;
  }

  private static int level(float value) {
    return Math.max(0, Math.min(255, Math.round(value)));
  }
}
