package dev.reeve.supervisor.process;

/** Splits a stream of bytes into lines, and truncates long ones. One thread. */
final class LineSplitter {
  private final LineSink sink;
  private final byte[] line;
  private int length;
  private boolean truncated;

  LineSplitter(LineSink sink, int maxLineBytes) {
    this.sink = sink;
    this.line = new byte[maxLineBytes];
  }

  void add(byte[] bytes, int offset, int count) {
    int from = offset;
    int end = offset + count;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') {
        append(bytes, from, i - from);
        endLine();
        from = i + 1;
      }
    }
    append(bytes, from, end - from);
  }

  /** Ends the stream. A last line without a newline counts as a line. */
  void end() {
    if (length > 0) {
      endLine();
    }
  }

  private void append(byte[] bytes, int offset, int count) {
    int kept = Math.min(count, line.length - length);
    System.arraycopy(bytes, offset, line, length, kept);
    length += kept;
    truncated |= kept < count;
  }

  private void endLine() {
    sink.line(line, length, truncated);
    length = 0;
    truncated = false;
  }
}
