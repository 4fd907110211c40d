package dev.reeve.supervisor.serve.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A body that is kept in memory until it is whole. */
final class SmallBody implements RequestBody.Sink {
  private final ByteArrayOutputStream bytes;
  private final Reader reader;

  /** The work that needs the body. */
  interface Reader {
    void read(byte[] body) throws ProblemException;
  }

  private SmallBody(int expected, Reader reader) {
    this.bytes = new ByteArrayOutputStream(expected);
    this.reader = reader;
  }

  /** Reads the body of a request and then calls {@code reader}. */
  static void read(Exchange exchange, HttpLimits limits, Reader reader) {
    read(exchange, limits.maxBody(), limits, reader);
  }

  /** As the other, with another limit of the body's length. */
  static void read(Exchange exchange, long maxBytes, HttpLimits limits, Reader reader) {
    int expected = (int) Math.max(32, Math.min(exchange.request().getLength(), 1 << 16));
    new RequestBody(exchange, new SmallBody(expected, reader), maxBytes, limits.times().body())
        .drive();
  }

  @Override
  public void take(ByteBuffer part) {
    append(part, bytes::writeBytes);
  }

  static void append(ByteBuffer part, Consumer<byte[]> target) {
    byte[] copy = new byte[part.remaining()];
    part.get(copy);
    target.accept(copy);
  }

  @Override
  public void end() throws ProblemException {
    reader.read(bytes.toByteArray());
  }
}
