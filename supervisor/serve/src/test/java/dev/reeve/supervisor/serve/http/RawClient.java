package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection to a server over which a test sends what it likes. */
public final class RawClient implements AutoCloseable {
  private final ListenAddress address;
  private SocketChannel channel;
  private InputStream in;
  private InputStream last = InputStream.nullInputStream();
  private boolean closed;

  private RawClient(ListenAddress address) throws IOException {
    this.address = address;
    this.channel = connect(address);
    this.in = Channels.newInputStream(channel);
  }

  /** The head of an answer, and its body. */
  public record Answer(int status, Map<String, String> headers, InputStream body) {

    /** Returns the body, which is read to its end. */
    public String text() throws IOException {
      return new String(body.readAllBytes(), UTF_8);
    }

    /** Returns the next line of the body; null after the last. */
    public String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = body.read(); b != '\n'; b = body.read()) {
        if (b < 0) {
          return line.size() == 0 ? null : line.toString(UTF_8);
        }
        line.write(b);
      }
      return line.toString(UTF_8);
    }

    /** Returns a header; null if it is missing. */
    public String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  /** Connects. */
  public static RawClient to(ListenAddress address) throws IOException {
    return new RawClient(address);
  }

  private static SocketChannel connect(ListenAddress address) throws IOException {
    if (address instanceof ListenAddress.Tcp tcp) {
      return SocketChannel.open(new InetSocketAddress(tcp.host(), tcp.port()));
    }
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(((ListenAddress.Unix) address).path()));
    return channel;
  }

  /** Connects anew if the server has announced that it closes the connection. */
  private void reconnect() throws IOException {
    last.readAllBytes();
    if (closed) {
      channel.close();
      channel = connect(address);
      in = Channels.newInputStream(channel);
      closed = false;
    }
  }

  /** Sends a text as it is. */
  public void write(String text) throws IOException {
    write(text.getBytes(UTF_8));
  }

  /** Sends bytes as they are. */
  public void write(byte[] bytes) throws IOException {
    ByteBuffer all = ByteBuffer.wrap(bytes);
    while (all.hasRemaining()) {
      channel.write(all);
    }
  }

  /** Sends a request; returns the answer. */
  public Answer call(String method, String path, String body, String... headers)
      throws IOException {
    return call(method, path, body.getBytes(UTF_8), headers);
  }

  /** Sends a request; returns the answer. */
  public Answer call(String method, String path, byte[] body, String... headers)
      throws IOException {
    reconnect();
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    boolean host = false;
    for (String header : headers) {
      host |= header.startsWith("Host:");
      head.append(header).append("\r\n");
    }
    head.append(host ? "" : "Host: localhost\r\n");
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    byte[] start = (head + "\r\n").getBytes(UTF_8);
    byte[] all = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    write(all);
    return read();
  }

  /** Reads the head of an answer. */
  public Answer read() throws IOException {
    String line = line();
    int status = Integer.parseInt(line.split(" ", -1)[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String each = line(); !each.isEmpty(); each = line()) {
      int colon = each.indexOf(':');
      headers.put(
          each.substring(0, colon).toLowerCase(Locale.ROOT), each.substring(colon + 1).strip());
    }
    String length = headers.get("content-length");
    boolean chunked = "chunked".equals(headers.get("transfer-encoding"));
    closed = "close".equals(headers.get("connection"));
    last = new Body(length == null ? 0 : Long.parseLong(length), chunked);
    return new Answer(status, headers, last);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server has closed the connection");
      }
      line.write(b);
    }
    String text = line.toString(ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** A body of known length, or in chunks. */
  private final class Body extends InputStream {
    private final boolean chunked;
    private long left;
    private boolean begun;
    private boolean ended;

    Body(long length, boolean chunked) {
      this.chunked = chunked;
      this.left = chunked ? 0 : length;
    }

    @Override
    public int read() throws IOException {
      if (chunked && left == 0 && !ended) {
        if (begun) {
          line(); // the end of a chunk may come with the next one only
        }
        begun = true;
        left = Long.parseLong(line(), 16);
        if (left == 0) {
          ended = true;
          line();
        }
      }
      if (left == 0) {
        return -1;
      }
      left--;
      return in.read();
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int first = read();
      if (first < 0) {
        return -1;
      }
      target[from] = (byte) first;
      return 1;
    }
  }
}
