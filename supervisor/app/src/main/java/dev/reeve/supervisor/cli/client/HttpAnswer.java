package dev.reeve.supervisor.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to a request; its body is read from the connection. Must be closed. */
public final class HttpAnswer implements AutoCloseable {
  /** Longest body that is kept in memory as a whole. */
  private static final int MOST_BYTES = 64 << 20;

  private static final int FIRST_SUCCESS = 200;
  private static final int FIRST_REDIRECT = 300;

  private final int status;
  private final Map<String, String> fields;
  private final InputStream body;
  private final AutoCloseable connection;

  /**
   * @param fields by their names in small letters
   */
  HttpAnswer(int status, Map<String, String> fields, InputStream body, AutoCloseable connection) {
    this.status = status;
    this.fields = fields;
    this.body = body;
    this.connection = connection;
  }

  /** Returns the status code. */
  public int status() {
    return status;
  }

  /** Returns true if the status says that the request was carried out. */
  public boolean isSuccess() {
    return status >= FIRST_SUCCESS && status < FIRST_REDIRECT;
  }

  /** Returns a header field; null if there is none. */
  public @Nullable String field(String name) {
    return fields.get(name.toLowerCase(Locale.ROOT));
  }

  /** Returns the body, to be read as it comes. */
  public InputStream body() {
    return body;
  }

  /** Reads the whole body, at most 64 MiB. */
  public byte[] bytes() throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES);
    if (bytes.length == MOST_BYTES) {
      throw new IOException("the server's answer is longer than " + MOST_BYTES + " bytes");
    }
    return bytes;
  }

  /** Closes the connection. */
  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
