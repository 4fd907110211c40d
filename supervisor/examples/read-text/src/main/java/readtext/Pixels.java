package readtext;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;

/** Pictures as models want them: planes of floats, one for each colour. */
final class Pixels {
  private Pixels() {}

  /** Returns the picture in that size. */
  static BufferedImage scaled(BufferedImage picture, int width, int height) {
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }

  /**
   * Writes the planes of blue, green and red, in which the models were trained.
   *
   * @param out with {@code 3 * height * width} places from {@code at} on
   * @param width of the planes; a narrower picture leaves the rest as it is
   */
  static void write(
      BufferedImage picture, FloatBuffer out, int at, int width, float[] mean, float[] deviation) {
    int plane = width * picture.getHeight();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int rgb = picture.getRGB(x, y);
        for (int colour = 0; colour < 3; colour++) {
          float value = ((rgb >> (8 * colour)) & 0xff) / 255f;
          out.put(at + colour * plane + y * width + x, (value - mean[colour]) / deviation[colour]);
        }
      }
    }
  }
}
