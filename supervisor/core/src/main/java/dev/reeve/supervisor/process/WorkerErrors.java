package dev.reeve.supervisor.process;

import dev.reeve.text.TailBuffer;
import java.io.IOException;
import java.io.InputStream;

/** Empties one worker's standard error: to its log, and the end of it is kept. One thread. */
final class WorkerErrors {
  private static final int TAIL_BYTES = 4 << 10;

  private final TailBuffer tail = new TailBuffer(TAIL_BYTES);
  private final LineSink sink;

  WorkerErrors(LineSink sink) {
    this.sink = sink;
  }

  void readAll(InputStream in) {
    LineCutter lines = new LineCutter(sink, WorkerLog.MAX_LINE_BYTES);
    byte[] buffer = new byte[16 << 10];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        tail.add(buffer, 0, n);
        lines.add(buffer, 0, n);
        sink.flush();
      }
    } catch (IOException e) {
      return; // as good an end as any
    } finally {
      lines.end();
      sink.flush();
    }
  }

  /** The last 4 KiB so far. May be asked by any thread. */
  String tail() {
    return tail.text();
  }
}
