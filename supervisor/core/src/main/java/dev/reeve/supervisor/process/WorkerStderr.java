package dev.reeve.supervisor.process;

import dev.reeve.text.TailBuffer;
import java.io.IOException;
import java.io.InputStream;

/** Reads a worker's standard error into its log, and keeps the end of it. One thread reads. */
final class WorkerStderr {
  private static final int TAIL_BYTES = 4 << 10;

  private final TailBuffer tail = new TailBuffer(TAIL_BYTES);
  private final LineSink sink;

  WorkerStderr(LineSink sink) {
    this.sink = sink;
  }

  void readAll(InputStream in) {
    LineSplitter lines = new LineSplitter(sink, WorkerLog.MAX_LINE_BYTES);
    byte[] buffer = new byte[16 << 10];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        tail.add(buffer, 0, n);
        lines.add(buffer, 0, n);
        sink.flush();
      }
    } catch (IOException e) {
      return; // the same as the end of the stream
    } finally {
      lines.end();
      sink.flush();
    }
  }

  /** Returns the last 4 KiB so far. Any thread. */
  String tail() {
    return tail.text();
  }
}
