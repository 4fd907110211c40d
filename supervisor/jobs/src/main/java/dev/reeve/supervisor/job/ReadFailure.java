package dev.reeve.supervisor.job;

import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Exceptions about input that cannot be read, with messages for people: {@code name: reason}. */
final class ReadFailure {
  private ReadFailure() {}

  static IOException named(String name, IOException cause) {
    return new IOException(name + ": " + IoReasons.of(cause), cause);
  }

  /** Rejects what is not a regular file, unless it does not exist. */
  static void requireFile(Path file, String name) throws IOException {
    if (Files.isDirectory(file)) {
      throw named(name, "is a directory");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw named(name, "is not a regular file, so it cannot be read twice");
    }
  }

  static IOException named(String name, String reason) {
    return new IOException(name + ": " + reason);
  }
}
