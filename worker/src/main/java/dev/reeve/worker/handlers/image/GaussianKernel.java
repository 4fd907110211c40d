package dev.reeve.worker.handlers.image;

/**
 * The weights of a Gaussian along one axis of a picture, cut off at a radius.
 *
 * <p>At a border the weights of the pixels that exist are scaled up to a sum of one. So no pixel is
 * invented beyond the edge, and an even area stays even up to the edge.
 */
final class GaussianKernel {
  private final double[] weights;

  /**
   * Computes the weights.
   *
   * @param radius pixels on each side of the middle, from 0
   * @param sigma standard deviation in pixels, above 0
   */
  GaussianKernel(int radius, double sigma) {
    weights = new double[radius + 1];
    for (int distance = 0; distance <= radius; distance++) {
      double deviations = distance / sigma;
      weights[distance] = Math.exp(-deviations * deviations / 2);
    }
  }

  int radius() {
    return weights.length - 1;
  }

  /** Returns the weight at this distance, relative to 1 in the middle. */
  float weight(int offset) {
    return (float) weights[Math.abs(offset)];
  }

  /**
   * Returns for each position on an axis of this length the reciprocal of the sum of the weights
   * that fall on the axis.
   */
  float[] scales(int length) {
    double[] sums = new double[length];
    for (int offset = -radius(); offset <= radius(); offset++) {
      for (int at = Math.max(0, -offset); at < Math.min(length, length - offset); at++) {
        sums[at] += weights[Math.abs(offset)];
      }
    }
    float[] scales = new float[length];
    for (int at = 0; at < length; at++) {
      scales[at] = (float) (1 / sums[at]);
    }
    return scales;
  }
}
