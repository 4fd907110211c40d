package dev.reeve.supervisor.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream that keeps its first failure, for use below a writer that hides failures. One thread.
 */
final class CheckedOutput extends FilterOutputStream {
  private @Nullable IOException failure;

  CheckedOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  /** Throws the first failure, if there was one. */
  void check() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }
}
