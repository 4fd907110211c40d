package dev.reeve.supervisor.cli.control;

import dev.reeve.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection. It has one request at a time: the next line is looked at when the answer
 * to the one before has been taken. Used by the server's thread alone.
 */
final class ControlConnection {
  /** Longest request in bytes; ids of tasks may be long. */
  static final int MOST_REQUEST_BYTES = 64 << 10;

  private static final int FIRST_BYTES = 512;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Requests requests;
  private byte[] input = new byte[FIRST_BYTES];
  private int length;
  private @Nullable ByteBuffer output;
  private boolean answering;
  private boolean endsAfterAnswer;
  private long lastSign;

  /** Receiver of requests. */
  interface Requests {
    /** Takes a request, which is answered later by {@link #answer}. */
    void take(ControlConnection from, byte[] utf8);

    /** Takes a request that is longer than any; it is answered later, too. */
    void takeTooLong(ControlConnection from);
  }

  ControlConnection(SocketChannel channel, SelectionKey key, Requests requests, long now) {
    this.channel = channel;
    this.key = key;
    this.requests = requests;
    this.lastSign = now;
  }

  /** Returns when the client last did what was expected of it, in monotonic nanoseconds. */
  long lastSign() {
    return lastSign;
  }

  /** Returns whether the client waits for an answer, so that its silence means nothing. */
  boolean isAnswering() {
    return answering && output == null;
  }

  /** Reads or writes what can be read or written now; throws if the connection is over. */
  void proceed(long now) throws IOException {
    if (output != null) {
      write(now);
    } else if (!answering) {
      read(now);
    }
  }

  private void read(long now) throws IOException {
    if (length == input.length) {
      input = Arrays.copyOf(input, Math.min(2 * length, MOST_REQUEST_BYTES));
    }
    int count = channel.read(ByteBuffer.wrap(input, length, input.length - length));
    if (count < 0) {
      throw new IOException("the client has left");
    }
    length += count;
    lastSign = now;
    takeLine();
  }

  private void takeLine() {
    for (int i = 0; i < length; i++) {
      if (input[i] == '\n') {
        byte[] line = Arrays.copyOf(input, i);
        System.arraycopy(input, i + 1, input, 0, length - i - 1);
        length -= i + 1;
        answering = true;
        key.interestOps(0);
        requests.take(this, line);
        return;
      }
    }
    if (length == MOST_REQUEST_BYTES) {
      answering = true;
      endsAfterAnswer = true;
      key.interestOps(0);
      requests.takeTooLong(this);
    }
  }

  /** Sends the answer to the request that was taken last. */
  void answer(Json answer, long now) throws IOException {
    ByteBuffer line = ByteBuffer.allocate(answer.length() + 1);
    line.put(answer.utf8()).put((byte) '\n').flip();
    output = line;
    lastSign = now;
    write(now);
  }

  private void write(long now) throws IOException {
    ByteBuffer left = output;
    if (left == null) {
      return;
    }
    if (channel.write(left) > 0) {
      lastSign = now;
    }
    if (left.hasRemaining()) {
      key.interestOps(SelectionKey.OP_WRITE);
      return;
    }
    output = null;
    answering = false;
    if (endsAfterAnswer) {
      throw new IOException("the request was too long");
    }
    key.interestOps(SelectionKey.OP_READ);
    takeLine();
  }

  void close() {
    key.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      // it is closed for this process
    }
  }
}
