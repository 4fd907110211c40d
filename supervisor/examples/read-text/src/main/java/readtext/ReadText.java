package readtext;

import dev.reeve.worker.BatchHandler;
import dev.reeve.worker.BatchItem;
import dev.reeve.worker.BatchLimits;
import dev.reeve.worker.HandlerName;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Tells what is written in pictures. A worker loads both models once. It looks for lines in each
 * picture, and reads the lines of up to 32 pictures in one call of the second model.
 */
@HandlerName("read-text")
@BatchLimits(maxItems = 32)
public final class ReadText
    implements BatchHandler<ReadText.Picture, ReadText.Text>, AutoCloseable {

  /**
   * A picture in a file.
   *
   * @param path of a PNG, JPEG, GIF or BMP file
   * @param mediaType and the next: what a server adds, which is not needed here
   */
  public record Picture(String path, String mediaType, Long bytes) {}

  /** The lines of a picture from top to bottom; none if there is no text in it. */
  public record Text(List<Line> lines) {}

  /**
   * A line of text.
   *
   * @param confidence of the model, from 0 to 1
   */
  public record Line(String text, double confidence) {}

  private final LineFinder finder = new LineFinder();
  private final TextReader reader = new TextReader();

  @Override
  public void handleAll(List<BatchItem<Picture, Text>> items) throws Exception {
    List<BatchItem<Picture, Text>> readable = new ArrayList<>();
    List<List<BufferedImage>> lines = new ArrayList<>();
    for (BatchItem<Picture, Text> item : items) {
      try {
        lines.add(finder.lines(picture(item.request().path())));
        readable.add(item);
      } catch (IOException e) {
        item.fail(e);
      }
    }
    List<Line> texts = reader.read(lines.stream().flatMap(List::stream).toList());
    int from = 0;
    for (int i = 0; i < readable.size(); i++) {
      int to = from + lines.get(i).size();
      readable.get(i).succeed(new Text(List.copyOf(texts.subList(from, to))));
      from = to;
    }
  }

  private static BufferedImage picture(String path) throws IOException {
    BufferedImage picture = ImageIO.read(new File(path));
    if (picture == null) {
      throw new IOException(path + " is not a picture that Java can read: PNG, JPEG, GIF or BMP");
    }
    return picture;
  }

  /** Called when the worker ends. */
  @Override
  public void close() throws Exception {
    finder.close();
    reader.close();
  }
}
