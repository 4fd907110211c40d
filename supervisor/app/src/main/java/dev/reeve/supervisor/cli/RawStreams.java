package dev.reeve.supervisor.cli;

import dev.reeve.os.Pause;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The two standard streams for what commands write. Whoever writes holds this object's lock until
 * what belongs together is written.
 */
final class RawStreams {
  private static final int BUFFER_BYTES = 64 << 10;

  private final OutputStream out;
  private final OutputStream err;

  /** Both are unbuffered. */
  RawStreams(OutputStream out, OutputStream err) {
    this.out = new BufferedOutputStream(new Patient(out), BUFFER_BYTES);
    this.err = new BufferedOutputStream(new Unfailing(err), BUFFER_BYTES);
  }

  OutputStream out() {
    return out;
  }

  /** Returns standard error, which never fails: nothing is lost that a record does not have. */
  OutputStream err() {
    return err;
  }

  void flush() throws IOException {
    out.flush();
    err.flush();
  }

  /** A stream that tries again if memory is short, so that no caller repeats what is written. */
  private static final class Patient extends OutputStream {
    private static final int MOST_TRIES = 100;
    private static final long PAUSE_MILLIS = 100;

    private final OutputStream target;

    Patient(OutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      for (int tries = 1; !tryWrite(bytes, from, length, tries); tries++) {
        Pause.millis(PAUSE_MILLIS);
      }
    }

    private boolean tryWrite(byte[] bytes, int from, int length, int tries) throws IOException {
      try {
        target.write(bytes, from, length);
        return true;
      } catch (OutOfMemoryError e) {
        if (tries == MOST_TRIES) {
          throw e;
        }
        return false;
      }
    }

    @Override
    public void flush() throws IOException {
      target.flush();
    }
  }

  /** A stream that writes nothing more after its first failure. */
  private static final class Unfailing extends OutputStream {
    private final OutputStream target;
    private boolean failed;

    Unfailing(OutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      try {
        if (!failed) {
          target.write(bytes, from, length);
          target.flush();
        }
      } catch (IOException e) {
        failed = true; // there is nowhere to report it
      }
    }
  }
}
