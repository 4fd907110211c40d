package dev.reeve.supervisor.job;

import dev.reeve.text.Quote;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The folder that the paths of a job are relative to.
 *
 * @param path absolute
 */
record JobFolder(Path path) {

  static JobFolder of(Path path) {
    return new JobFolder(path.toAbsolutePath());
  }

  /**
   * Returns the absolute path for a path in the job.
   *
   * @throws IllegalArgumentException if the text cannot be a path; the message is for people
   */
  Path resolve(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("must not be empty; the job's folder is \".\"");
    }
    try {
      return path.resolve(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(Quote.of(text) + " cannot be a path: " + e.getReason(), e);
    }
  }

  /** Resolves a path even if this JVM cannot encode its name; the handler's JVM may. */
  String absolute(String text) {
    if (text.isEmpty() || text.equals(".")) {
      return path.toString();
    }
    try {
      return path.resolve(text).toString();
    } catch (InvalidPathException e) {
      return text.startsWith("/") ? text : path + "/" + text;
    }
  }
}
