package dev.reeve.worker.handlers.image;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a picture comes from and goes to. Relative paths count from the worker's working directory.
 */
record PicturePaths(Path from, Path to, PictureFormat format) {

  /**
   * @throws IllegalArgumentException for people, naming the field
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
