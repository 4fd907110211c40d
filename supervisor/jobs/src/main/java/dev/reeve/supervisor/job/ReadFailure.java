package dev.reeve.supervisor.job;

import dev.reeve.text.IoReasons;
import java.io.IOException;

/** Exceptions about input that cannot be read, with messages for people: {@code name: reason}. */
final class ReadFailure {
  private ReadFailure() {}

  static IOException named(String name, IOException cause) {
    return new IOException(name + ": " + IoReasons.of(cause), cause);
  }

  static IOException named(String name, String reason) {
    return new IOException(name + ": " + reason);
  }
}
