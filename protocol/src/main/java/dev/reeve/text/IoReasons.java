package dev.reeve.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Reasons why a file cannot be used, in words for people and without the file's name. */
public final class IoReasons {
  private IoReasons() {}

  /** Returns the reason; Java's own message is often no more than the name of the file. */
  public static String of(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String text = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return text == null || text.isBlank()
        ? "input/output error (" + e.getClass().getSimpleName() + ")"
        : text;
  }
}
