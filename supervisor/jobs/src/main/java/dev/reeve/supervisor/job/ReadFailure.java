package dev.reeve.supervisor.job;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in a person's words why a file can't be read. */
final class ReadFailure {
  private ReadFailure() {}

  /** {@code name: reason}, for {@code e}. */
  static IOException named(String name, IOException e) {
    return new IOException(name + ": " + reason(e), e);
  }

  static IOException named(String name, String reason) {
    return new IOException(name + ": " + reason);
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return reason == null ? "cannot be read (" + e.getClass().getSimpleName() + ")" : reason;
  }
}
