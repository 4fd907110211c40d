package readtext;

import ai.onnxruntime.OrtException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The model that reads lines: a batch of pictures of one line each in, their characters out. */
final class TextReader implements AutoCloseable {
  /** Height of the pictures with which the model was trained. */
  private static final int HEIGHT = 48;

  private static final float[] HALF = {0.5f, 0.5f, 0.5f};

  private final Model model = new Model("read-text.reader", "/models/ch_PP-OCRv4_rec_infer.onnx");
  private final List<String> characters = characters();

  /** The model's output: number 0 is "no character", and the last one is the space. */
  private static List<String> characters() {
    try {
      byte[] keys = Model.bytes("read-text.characters", "/models/ppocr_keys_v1.txt");
      List<String> all = new ArrayList<>();
      all.add("");
      new String(keys, StandardCharsets.UTF_8).lines().forEach(all::add);
      all.add(" ");
      return all;
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the characters that the model knows", e);
    }
  }

  /** Returns what the lines say, in one call of the model. */
  List<ReadText.Line> read(List<BufferedImage> lines) throws OrtException {
    if (lines.isEmpty()) {
      return List.of();
    }
    int width = lines.stream().mapToInt(TextReader::width).max().orElseThrow();
    int size = 3 * HEIGHT * width;
    FloatBuffer in = FloatBuffer.allocate(lines.size() * size);
    for (int i = 0; i < lines.size(); i++) {
      BufferedImage scaled = Pixels.scaled(lines.get(i), width(lines.get(i)), HEIGHT);
      Pixels.write(scaled, in, i * size, width, HALF, HALF);
    }
    Model.Floats out = model.run(new Model.Floats(in, lines.size(), 3, HEIGHT, width));
    List<ReadText.Line> texts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      texts.add(text(out, i));
    }
    return texts;
  }

  private static int width(BufferedImage line) {
    return Math.max(HEIGHT, Math.round((float) HEIGHT * line.getWidth() / line.getHeight()));
  }

  /**
   * Reads one line of the output: for each of many places, how likely each character is. The same
   * character at neighbouring places counts once, as in connectionist temporal classification.
   */
  private ReadText.Line text(Model.Floats out, int line) {
    int places = (int) out.shape()[1];
    int known = (int) out.shape()[2];
    StringBuilder text = new StringBuilder();
    double sum = 0;
    int count = 0;
    int before = 0;
    for (int place = 0; place < places; place++) {
      int at = (line * places + place) * known;
      int best = best(out.values(), at, known);
      if (best != 0 && best != before) {
        text.append(characters.get(best));
        sum += out.values().get(at + best);
        count++;
      }
      before = best;
    }
    double confidence = count == 0 ? 0 : Math.round(sum / count * 1e4) / 1e4;
    return new ReadText.Line(text.toString().strip(), confidence);
  }

  private static int best(FloatBuffer values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values.get(from + i) > values.get(from + best)) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public void close() throws OrtException {
    model.close();
  }
}
