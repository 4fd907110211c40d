package dev.reeve.worker.handlers.image;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file that a picture is read from and the file that it is written to. Relative paths are
 * relative to the worker's working directory.
 */
record PicturePaths(Path from, Path to, PictureFormat format) {

  /**
   * Checks the paths of a request.
   *
   * @throws IllegalArgumentException with a message for people that names the field
   */
  static PicturePaths of(@Nullable String from, @Nullable String to) {
    Path source = path("from", from);
    Path target = path("to", to);
    return new PicturePaths(source, target, PictureFormat.ofFileName(String.valueOf(to)));
  }

  private static Path path(String field, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException(field + ": is missing; name a picture file");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          field + ": no file can have this name: " + e.getMessage(), e);
    }
  }
}
