package readtext;

import ai.onnxruntime.OrtException;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The model that finds lines of text: a picture in, and for each pixel out how likely it belongs to
 * text. Pixels that touch each other are a line. Lines must be about horizontal.
 */
final class LineFinder implements AutoCloseable {
  /** The model takes multiples of this. */
  private static final int STEP = 32;

  /** Longer sides are scaled down, which bounds time and memory. */
  private static final int LONGEST_SIDE = 960;

  private static final float LIKELY = 0.3f;
  private static final int SMALLEST_SIDE = 3;

  /** The model marks the middle of a line; by this part of its height it is made larger. */
  private static final double MARGIN = 0.75;

  private static final float[] MEAN = {0.406f, 0.456f, 0.485f};
  private static final float[] DEVIATION = {0.225f, 0.224f, 0.229f};

  private final Model model = new Model("read-text.finder", "/models/ch_PP-OCRv4_det_infer.onnx");

  /** Returns the parts of the picture that are lines of text, from top to bottom. */
  List<BufferedImage> lines(BufferedImage picture) throws OrtException {
    double scale =
        Math.min(1, (double) LONGEST_SIDE / Math.max(picture.getWidth(), picture.getHeight()));
    int width = side(picture.getWidth() * scale);
    int height = side(picture.getHeight() * scale);
    FloatBuffer in = FloatBuffer.allocate(3 * height * width);
    Pixels.write(Pixels.scaled(picture, width, height), in, 0, width, MEAN, DEVIATION);
    Model.Floats likely = model.run(new Model.Floats(in, 1, 3, height, width));
    double across = (double) picture.getWidth() / width;
    double down = (double) picture.getHeight() / height;
    List<BufferedImage> lines = new ArrayList<>();
    for (Rectangle spot : spots(likely.values(), width, height)) {
      Rectangle line = withMargin(spot, across, down);
      line = line.intersection(new Rectangle(picture.getWidth(), picture.getHeight()));
      lines.add(picture.getSubimage(line.x, line.y, line.width, line.height));
    }
    return lines;
  }

  private static int side(double length) {
    return Math.max(STEP, (int) Math.round(length / STEP) * STEP);
  }

  private static Rectangle withMargin(Rectangle spot, double across, double down) {
    double margin = spot.height * MARGIN;
    return new Rectangle(
        (int) ((spot.x - margin) * across),
        (int) ((spot.y - margin) * down),
        (int) Math.ceil((spot.width + 2 * margin) * across),
        (int) Math.ceil((spot.height + 2 * margin) * down));
  }

  private static List<Rectangle> spots(FloatBuffer likely, int width, int height) {
    boolean[] seen = new boolean[width * height];
    List<Rectangle> spots = new ArrayList<>();
    for (int at = 0; at < seen.length; at++) {
      if (!seen[at] && likely.get(at) > LIKELY) {
        Rectangle spot = spot(likely, width, height, seen, at);
        if (Math.min(spot.width, spot.height) >= SMALLEST_SIDE) {
          spots.add(spot);
        }
      }
    }
    spots.sort(Comparator.comparingInt(spot -> spot.y));
    return spots;
  }

  /** Returns the bounds of the pixels that are joined with this one. */
  private static Rectangle spot(
      FloatBuffer likely, int width, int height, boolean[] seen, int first) {
    Rectangle bounds = new Rectangle(first % width, first / width, 1, 1);
    Deque<Integer> open = new ArrayDeque<>(List.of(first));
    seen[first] = true;
    while (!open.isEmpty()) {
      int at = open.remove();
      int x = at % width;
      int y = at / width;
      bounds.add(new Rectangle(x, y, 1, 1));
      for (int[] step : new int[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
        int nextX = x + step[0];
        int nextY = y + step[1];
        int next = nextY * width + nextX;
        boolean isInside = nextX >= 0 && nextX < width && nextY >= 0 && nextY < height;
        if (isInside && !seen[next] && likely.get(next) > LIKELY) {
          seen[next] = true;
          open.add(next);
        }
      }
    }
    return bounds;
  }

  @Override
  public void close() throws OrtException {
    model.close();
  }
}
