import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Draws coloured circles: {@code java Draw.java SEED FILE.png}. The same seed gives the same
 * picture.
 */
public final class Draw {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  private Draw() {}

  public static void main(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    File file = new File(args[1]);
    file.getAbsoluteFile().getParentFile().mkdirs();
    ImageIO.write(circles(new Random(Long.parseLong(args[0]))), "png", file);
  }

  private static BufferedImage circles(Random random) {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    for (int i = 0; i < 60; i++) {
      int size = 20 + random.nextInt(160);
      pen.setColor(new Color(random.nextInt(1 << 24)));
      pen.fillOval(random.nextInt(WIDTH) - size / 2, random.nextInt(HEIGHT) - size / 2, size, size);
    }
    pen.dispose();
    return picture;
  }
}
