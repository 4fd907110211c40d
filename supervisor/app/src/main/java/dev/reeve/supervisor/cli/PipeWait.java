package dev.reeve.supervisor.cli;

import dev.reeve.os.FileIdentity;
import dev.reeve.supervisor.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The wait for a reader of a named pipe, without which the pipe cannot be opened for writing. If it
 * takes longer than a second, a message says so, because nothing else would.
 */
final class PipeWait {
  private static final long PATIENCE_MILLIS = 1_000;

  private final @Nullable Future<?> message;

  private PipeWait(@Nullable Future<?> message) {
    this.message = message;
  }

  /** Returns the wait for a file that is about to be opened; no wait if it is not a named pipe. */
  static PipeWait of(Path file, Terminal terminal) {
    boolean pipe = Files.exists(file) && !Files.isRegularFile(file) && FileIdentity.isPipe(file);
    return new PipeWait(
        pipe
            ? terminal.messageAfter(
                PATIENCE_MILLIS, file + " is a named pipe: waiting until it is opened for reading")
            : null);
  }

  /** Ends the wait. */
  void end() {
    if (message != null) {
      message.cancel(false);
    }
  }
}
