import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** A connection that stays open for many requests. */
final class LoadConnection implements AutoCloseable {
  private static final int LIMIT_MILLIS = 120_000;

  private final Socket socket;
  private final InputStream in;

  LoadConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(LIMIT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends a request, reads the whole answer, and returns its status. */
  int call(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String line = line();
    int status = Integer.parseInt(line.substring(9, 12));
    int length = -1;
    for (line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    if (length < 0) {
      throw new IOException("an answer without a length");
    }
    in.skipNBytes(length);
    return status;
  }

  private String line() throws IOException {
    byte[] bytes = new byte[1024];
    int length = 0;
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server closed the connection");
      }
      bytes[length++] = (byte) b;
    }
    return new String(bytes, 0, length, US_ASCII).strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
