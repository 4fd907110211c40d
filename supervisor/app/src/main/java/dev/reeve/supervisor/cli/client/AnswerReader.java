package dev.reeve.supervisor.cli.client;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the head of an answer, and finds where its body ends (RFC 9112, sections 4 to 7). */
final class AnswerReader {
  private static final int MOST_HEAD_BYTES = 64 << 10;
  private static final int STATUS_FROM = 9;
  private static final int STATUS_TO = 12;
  private static final int NO_CONTENT = 204;

  private final InputStream in;
  private int headBytes;

  AnswerReader(InputStream in) {
    this.in = in;
  }

  HttpAnswer read(AutoCloseable connection) throws IOException {
    int status = status(line());
    while (status < 200) { // such as 100 Continue, before the answer itself
      Map<String, String> unused = fields();
      status = status(line());
    }
    Map<String, String> fields = fields();
    return new HttpAnswer(status, fields, body(status, fields), connection);
  }

  private static int status(String line) throws IOException {
    try {
      if (line.startsWith("HTTP/1.")) {
        return Integer.parseInt(line.substring(STATUS_FROM, STATUS_TO));
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      // told below
    }
    throw new IOException("the answer is not one of HTTP/1.1");
  }

  private Map<String, String> fields() throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("the head of the answer is damaged");
      }
      fields.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return fields;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server closed the connection before it had answered");
      }
      if (++headBytes > MOST_HEAD_BYTES) {
        throw new IOException("the head of the answer is too long");
      }
      line.append((char) b);
    }
    int end = line.length();
    return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  private InputStream body(int status, Map<String, String> fields) throws IOException {
    String coding = fields.get("transfer-encoding");
    if (coding != null && coding.toLowerCase(Locale.ROOT).endsWith("chunked")) {
      return new ChunkedInput(in);
    }
    String length = fields.get("content-length");
    if (status == NO_CONTENT) {
      return new ByteArrayInputStream(new byte[0]);
    }
    if (length == null) {
      return in; // until the connection is closed
    }
    try {
      return new FixedInput(in, Long.parseLong(length));
    } catch (NumberFormatException e) {
      throw new IOException("the head of the answer is damaged", e);
    }
  }

  /** Returns the text as bytes of a head. */
  static byte[] head(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
