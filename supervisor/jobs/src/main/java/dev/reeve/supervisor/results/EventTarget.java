package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A place to write events to: a file, or standard output. */
public interface EventTarget {

  /** Writes whole lines. */
  void write(ByteBuffer lines) throws IOException;

  /** Returns what it means for the run that {@link #write} or {@link #close} has thrown. */
  OutputFailure failure(IOException cause);

  /** Releases it after a last look. */
  void close() throws IOException;

  /**
   * Returns standard output.
   *
   * @param hasReader as for {@link StandardOutput}
   */
  static EventTarget of(OutputStream out, boolean hasReader) {
    return new EventTarget() {
      @Override
      public void write(ByteBuffer lines) throws IOException {
        out.write(lines.array(), lines.arrayOffset(), lines.remaining());
        out.flush();
      }

      @Override
      public OutputFailure failure(IOException cause) {
        return StandardOutput.failure(cause, hasReader);
      }

      @Override
      public void close() throws IOException {
        out.flush();
      }
    };
  }

  /**
   * Opens or creates a file, locks it, and cuts off a torn last line.
   *
   * @throws CannotOpenResultsException also if it holds anything but events
   */
  static EventTarget open(Path path) throws CannotOpenResultsException {
    AppendTarget target = new AppendTarget(path, "events", "--events - is standard output");
    RecordFile file = target.open(EventTarget::check);
    return new EventTarget() {
      @Override
      public void write(ByteBuffer lines) throws IOException {
        file.append(lines);
      }

      @Override
      public OutputFailure failure(IOException cause) {
        return target.failure(cause);
      }

      @Override
      public void close() throws IOException {
        file.sync();
        file.close();
      }
    };
  }

  private static void check(FileChannel file) throws IOException {
    byte[] start = EventLines.START.getBytes(US_ASCII);
    int length = (int) Math.min(file.size(), start.length);
    ByteBuffer found = TornLine.read(file, 0, length);
    if (!found.equals(ByteBuffer.wrap(start, 0, length))) {
      throw new IOException("its first line is not an event; is this the wrong file?");
    }
    file.truncate(TornLine.endOfLastLine(file, file.size()));
  }
}
