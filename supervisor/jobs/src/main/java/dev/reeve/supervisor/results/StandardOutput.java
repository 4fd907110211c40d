package dev.reeve.supervisor.results;

import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** An output of records as JSON Lines on standard output or a similar stream. */
public final class StandardOutput implements RecordOutput {
  private final OutputStream out;
  private final boolean hasReader;

  /**
   * @param out unbuffered; stays open
   * @param hasReader whether there is a reader at the other end, as with a pipe or a terminal, so
   *     that a failure means that it went away; otherwise it means a full disk or the like
   */
  public StandardOutput(OutputStream out, boolean hasReader) {
    this.out = out;
    this.hasReader = hasReader;
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    ByteBuffer lines = batch.lines();
    out.write(lines.array(), lines.arrayOffset(), lines.remaining());
    out.flush();
  }

  @Override
  public OutputFailure failure(IOException cause) {
    return failure(cause, hasReader);
  }

  /** Returns the meaning of a failed write to standard output. */
  public static OutputFailure failure(IOException cause, boolean hasReader) {
    if (hasReader) {
      return new OutputFailure(
          OutputFailure.Kind.READER_GONE, "the reader of standard output went away");
    }
    return new OutputFailure(
        OutputFailure.Kind.NOT_WRITTEN,
        "cannot write to standard output any more: " + IoReasons.of(cause));
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
