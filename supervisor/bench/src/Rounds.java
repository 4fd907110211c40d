import java.util.Arrays;
import java.util.List;

/** Measures sides in turn, so that what else the machine does meets all of them alike. */
final class Rounds {
  private Rounds() {}

  /** The median of each side; the order is turned round from round to round. */
  static double[] medians(int rounds, List<Side> sides) throws Exception {
    double[][] figures = new double[sides.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < sides.size(); i++) {
        int side = round % 2 == 0 ? i : sides.size() - 1 - i;
        figures[side][round] = sides.get(side).measure();
      }
    }
    return Arrays.stream(figures).mapToDouble(Rounds::median).toArray();
  }

  static double median(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
