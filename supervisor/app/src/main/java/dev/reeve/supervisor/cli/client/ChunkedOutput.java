package dev.reeve.supervisor.cli.client;

import java.io.IOException;
import java.io.OutputStream;

/** A body in chunks, one for each time that it is flushed or a buffer is full. */
final class ChunkedOutput extends OutputStream {
  private final OutputStream out;
  private final byte[] chunk = new byte[8 << 10];
  private int length;

  ChunkedOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    if (length == chunk.length) {
      writeChunk();
    }
    chunk[length++] = (byte) b;
  }

  @Override
  public void flush() throws IOException {
    writeChunk();
    out.flush();
  }

  private void writeChunk() throws IOException {
    if (length > 0) {
      out.write(AnswerReader.head(Integer.toHexString(length) + "\r\n"));
      out.write(chunk, 0, length);
      out.write(AnswerReader.head("\r\n"));
      length = 0;
    }
  }

  /** Writes the last chunk, which is empty. */
  void end() throws IOException {
    writeChunk();
    out.write(AnswerReader.head("0\r\n\r\n"));
  }
}
