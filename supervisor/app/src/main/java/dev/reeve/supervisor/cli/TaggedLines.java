package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A stream that writes the arguments of a task before each line. It is used for whole outputs and
 * not closed.
 */
final class TaggedLines extends FilterOutputStream {
  private final byte[] tag;
  private boolean isAtStart = true;

  TaggedLines(OutputStream target, String arguments) {
    super(target);
    this.tag = (arguments + "\t").getBytes(UTF_8);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int start = from;
    int end = from + length;
    while (start < end) {
      if (isAtStart) {
        out.write(tag);
      }
      int newline = start;
      while (newline < end && bytes[newline] != '\n') {
        newline++;
      }
      isAtStart = newline < end;
      int next = isAtStart ? newline + 1 : end;
      out.write(bytes, start, next - start);
      start = next;
    }
  }
}
