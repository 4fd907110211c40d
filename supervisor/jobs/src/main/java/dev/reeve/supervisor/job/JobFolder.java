package dev.reeve.supervisor.job;

import dev.reeve.text.Quote;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What the paths of a job are relative to.
 *
 * @param path absolute
 */
record JobFolder(Path path) {

  static JobFolder of(Path path) {
    return new JobFolder(path.toAbsolutePath());
  }

  /**
   * The path that a job's {@code text} means, absolute.
   *
   * @throws IllegalArgumentException for people, if it can be no path
   */
  Path resolve(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("must not be empty; the job's folder is \".\"");
    }
    try {
      return path.resolve(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(Quote.of(text) + " can't be a path: " + e.getReason(), e);
    }
  }

  /** As {@link #resolve}, for what may not exist in this JVM's encoding of file names. */
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
