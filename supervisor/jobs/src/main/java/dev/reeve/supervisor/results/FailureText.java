package dev.reeve.supervisor.results;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why something cannot be done with a file, for people, without the file's name. */
final class FailureText {
  private FailureText() {}

  /** Java's own text is often no more than the file's name. */
  static String of(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String text = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return text == null || text.isBlank() ? e.getClass().getSimpleName() : text;
  }
}
