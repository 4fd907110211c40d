package dev.reeve.supervisor.process;

/** Splits a stream of bytes into lines, of which no more than a bound is kept. One thread. */
final class LineCutter {
  private final LineSink sink;
  private final byte[] line;
  private int length;
  private boolean cut;

  LineCutter(LineSink sink, int maxLineBytes) {
    this.sink = sink;
    this.line = new byte[maxLineBytes];
  }

  void add(byte[] bytes, int offset, int count) {
    int from = offset;
    int end = offset + count;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') {
        keep(bytes, from, i - from);
        endLine();
        from = i + 1;
      }
    }
    keep(bytes, from, end - from);
  }

  /** The stream has ended: what has no newline is a line too. */
  void end() {
    if (length > 0) {
      endLine();
    }
  }

  private void keep(byte[] bytes, int offset, int count) {
    int kept = Math.min(count, line.length - length);
    System.arraycopy(bytes, offset, line, length, kept);
    length += kept;
    cut |= kept < count;
  }

  private void endLine() {
    sink.line(line, length, cut);
    length = 0;
    cut = false;
  }
}
