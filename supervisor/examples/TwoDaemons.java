import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskProcess;
import dev.reeve.worker.handlers.image.BlurHandler;
import dev.reeve.worker.handlers.image.PictureResult;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;

/**
 * Two daemons blur a picture over and over. One is terminated after a while; the other ends with
 * the program, which waits for no daemon.
 */
public final class TwoDaemons {
  private static final int PASSES = 100_000;

  private TwoDaemons() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("daemons");
    Path picture = draw(folder.resolve("picture.png"));
    try (Supervisor supervisor = Supervisor.builder().totalTasks(0).start()) {
      TaskProcess<PictureResult> one = blur(supervisor, "one", picture);
      TaskProcess<PictureResult> two = blur(supervisor, "two", picture);
      if (!one.join(Duration.ofSeconds(1))) {
        one.terminate();
      }
      one.join();
      System.out.println("one: exit code " + one.exitCode() + ", SIG" + one.signal());
      System.out.println("two: " + (two.isAlive() ? "still runs" : "has ended"));
    } finally {
      Files.delete(picture);
      Files.delete(folder);
    }
  }

  private static TaskProcess<PictureResult> blur(Supervisor supervisor, String name, Path picture) {
    String to = picture.resolveSibling(name + ".png").toString();
    var request = new BlurHandler.Request(picture.toString(), to, 3, 1.0, PASSES);
    return supervisor.process(name, BlurHandler.class, request).daemon(true).start();
  }

  private static Path draw(Path file) throws IOException {
    BufferedImage picture = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.ORANGE);
    pen.fillOval(200, 120, 240, 240);
    pen.dispose();
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }
}
