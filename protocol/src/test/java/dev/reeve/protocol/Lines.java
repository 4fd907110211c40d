package dev.reeve.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.JsonWriter;
import java.io.ByteArrayOutputStream;

/** Messages as lines and lines as messages, for tests. */
final class Lines {
  static final MessageCodec CODEC = new MessageCodec();

  private Lines() {}

  static String line(ToWorker message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CODEC.write(message, out);
    return out.toString(UTF_8);
  }

  static String line(FromWorker message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CODEC.write(message, out);
    return out.toString(UTF_8);
  }

  static String shortLine(ToWorker message) {
    JsonWriter out = new JsonWriter(256);
    ToWorkerWriter writer = new ToWorkerWriter(out);
    writer.useShortLines();
    message.deliverTo(writer);
    return new String(out.toJson().utf8(), UTF_8);
  }

  static String shortLine(FromWorker message) {
    JsonWriter out = new JsonWriter(256);
    FromWorkerWriter writer = new FromWorkerWriter(out);
    writer.useShortLines();
    message.deliverTo(writer);
    return new String(out.toJson().utf8(), UTF_8);
  }

  static ToWorker toWorker(String line) throws ProtocolException {
    return CODEC.readToWorker(Frame.of(line));
  }

  static FromWorker fromWorker(String line) throws ProtocolException {
    return CODEC.readFromWorker(Frame.of(line));
  }

  /** {@code content} with apostrophes for quotation marks, which spares backslashes. */
  static String json(String content) {
    return content.replace('\'', '"');
  }
}
