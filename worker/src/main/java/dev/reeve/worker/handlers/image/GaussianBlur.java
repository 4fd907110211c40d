package dev.reeve.worker.handlers.image;

import java.util.Arrays;

/**
 * Blurs one plane of numbers in two steps, along the rows and then along the columns, because a
 * Gaussian is the product of the two. Values stay floating-point from pass to pass; the caller
 * rounds once, at the end.
 *
 * <p>The innermost loops do one multiplication and one addition on neighbouring floats, which the
 * JIT compiler turns into vector instructions.
 */
final class GaussianBlur {
  private final GaussianKernel kernel;
  private final int width;
  private final int height;
  private final float[] rowScales;
  private final float[] columnScales;
  private final float[] scratch;

  GaussianBlur(GaussianKernel kernel, int width, int height) {
    this.kernel = kernel;
    this.width = width;
    this.height = height;
    this.rowScales = kernel.scales(width);
    this.columnScales = kernel.scales(height);
    this.scratch = new float[Math.multiplyExact(width, height)];
  }

  /** Blurs the plane once, in place. */
  void pass(float[] plane) throws InterruptedException {
    for (int y = 0; y < height; y++) {
      Interrupts.check();
      alongRow(plane, y * width);
    }
    for (int y = 0; y < height; y++) {
      Interrupts.check();
      alongColumns(plane, y);
    }
  }

  private void alongRow(float[] from, int row) {
    Arrays.fill(scratch, row, row + width, 0f);
    int reach = Math.min(kernel.radius(), width - 1);
    for (int offset = -reach; offset <= reach; offset++) {
      int end = row + Math.min(width, width - offset);
      add(kernel.weight(offset), from, offset, scratch, row + Math.max(0, -offset), end);
    }
    for (int x = 0; x < width; x++) {
      scratch[row + x] *= rowScales[x];
    }
  }

  private void alongColumns(float[] to, int y) {
    int row = y * width;
    Arrays.fill(to, row, row + width, 0f);
    int last = Math.min(kernel.radius(), height - 1 - y);
    for (int offset = -Math.min(kernel.radius(), y); offset <= last; offset++) {
      float weight = kernel.weight(offset) * columnScales[y];
      add(weight, scratch, offset * width, to, row, row + width);
    }
  }

  private static void add(float weight, float[] from, int shift, float[] to, int start, int end) {
    for (int i = start; i < end; i++) {
      to[i] += weight * from[i + shift];
    }
  }
}
