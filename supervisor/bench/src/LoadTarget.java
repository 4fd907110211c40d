import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;

/**
 * A place that answers requests over HTTP.
 *
 * @param fields further header fields, each with its line end
 */
record LoadTarget(int port, String path, String fields) {

  /** Returns the request, whole. */
  byte[] request(String body) {
    String head =
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(path, port, fields, body.length());
    return (head + body).getBytes(US_ASCII);
  }

  LoadConnection connect() throws IOException {
    return new LoadConnection(port);
  }
}
