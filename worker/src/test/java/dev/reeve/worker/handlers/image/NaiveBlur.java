package dev.reeve.worker.handlers.image;

/**
 * The definition of the blur, computed as it stands and slowly: in two dimensions at once, in
 * doubles, over the neighbours that exist.
 */
final class NaiveBlur {
  private NaiveBlur() {}

  static double[][] blur(double[][] plane, int radius, double sigma, int passes) {
    double[][] result = plane;
    for (int pass = 0; pass < passes; pass++) {
      result = pass(result, radius, sigma);
    }
    return result;
  }

  private static double[][] pass(double[][] plane, int radius, double sigma) {
    double[][] result = new double[plane.length][plane[0].length];
    for (int y = 0; y < plane.length; y++) {
      for (int x = 0; x < plane[0].length; x++) {
        result[y][x] = mean(plane, x, y, radius, sigma);
      }
    }
    return result;
  }

  private static double mean(double[][] plane, int x, int y, int radius, double sigma) {
    double sum = 0;
    double weights = 0;
    for (int dy = -radius; dy <= radius; dy++) {
      for (int dx = -radius; dx <= radius; dx++) {
        boolean exists =
            y + dy >= 0 && y + dy < plane.length && x + dx >= 0 && x + dx < plane[0].length;
        if (exists) {
          double weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
          sum += weight * plane[y + dy][x + dx];
          weights += weight;
        }
      }
    }
    return sum / weights;
  }
}
