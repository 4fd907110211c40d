package dev.reeve.supervisor.cli.control;

import dev.reeve.supervisor.control.ControlAnswer;
import dev.reeve.supervisor.control.ControlRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** One request to a run, and its answer. Waits for no longer than its limit. */
final class ControlClient implements AutoCloseable {
  /** Longest answer in bytes: the state of tens of thousands of workers. */
  private static final int MOST_ANSWER_BYTES = 16 << 20;

  private static final int FIRST_BYTES = 8 << 10;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final Duration limit;
  private final long end;

  private ControlClient(SocketChannel channel, Selector selector, Duration limit)
      throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.key = channel.register(selector, 0);
    this.limit = limit;
    this.end = System.nanoTime() + limit.toNanos();
  }

  /**
   * Sends a request and returns the answer.
   *
   * @throws IOException if there is none within the limit; a {@link java.net.ConnectException} if
   *     no process listens
   * @throws IllegalArgumentException if the answer is none
   */
  static ControlAnswer call(Path socket, ControlRequest request, Duration limit)
      throws IOException {
    try (ControlClient client = connect(socket, limit)) {
      return client.call(request);
    }
  }

  private static ControlClient connect(Path socket, Duration limit) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false);
      if (!channel.connect(UnixDomainSocketAddress.of(socket)) && !channel.finishConnect()) {
        throw new IOException("too many clients wait for it");
      }
      return new ControlClient(channel, Selector.open(), limit);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private ControlAnswer call(ControlRequest request) throws IOException {
    ByteBuffer line = ByteBuffer.allocate(request.toJson().length() + 1);
    line.put(request.toJson().utf8()).put((byte) '\n').flip();
    while (line.hasRemaining()) {
      if (channel.write(line) == 0) {
        await(SelectionKey.OP_WRITE);
      }
    }
    return read();
  }

  private ControlAnswer read() throws IOException {
    byte[] bytes = new byte[FIRST_BYTES];
    int length = 0;
    while (true) {
      if (length == bytes.length) {
        if (length >= MOST_ANSWER_BYTES) {
          throw new IOException("its answer is too long");
        }
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
      int count = channel.read(ByteBuffer.wrap(bytes, length, bytes.length - length));
      if (count < 0) {
        throw new IOException("it has ended");
      }
      for (int i = length; i < length + count; i++) {
        if (bytes[i] == '\n') {
          return ControlAnswer.parse(bytes, 0, i);
        }
      }
      length += count;
      if (count == 0) {
        await(SelectionKey.OP_READ);
      }
    }
  }

  private void await(int operation) throws IOException {
    key.interestOps(operation);
    long millis = (end - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      throw new InterruptedIOException(
          "nothing came within " + limit.toSeconds() + " s; it may be stopped, as by Ctrl-Z");
    }
    selector.select(millis);
    selector.selectedKeys().clear();
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
