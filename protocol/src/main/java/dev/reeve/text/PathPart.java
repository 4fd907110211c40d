package dev.reeve.text;

/** Part of a path that a placeholder stands for; the marks are those of GNU parallel. */
public enum PathPart {
  WHOLE(""),
  WITHOUT_EXTENSION("."),
  NAME("/"),
  FOLDER("//"),
  NAME_WITHOUT_EXTENSION("/.");

  private final String mark;

  PathPart(String mark) {
    this.mark = mark;
  }

  /** Returns what a placeholder has before its closing brace. */
  public String mark() {
    return mark;
  }

  /** Returns this part of a path. */
  public String of(String path) {
    return switch (this) {
      case WHOLE -> path;
      case WITHOUT_EXTENSION -> withoutExtension(path);
      case NAME -> name(path);
      case FOLDER -> folder(path);
      case NAME_WITHOUT_EXTENSION -> withoutExtension(name(path));
    };
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String withoutExtension(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
  }

  /**
   * As dirname(1): slashes at the end do not count, and a name alone is in the folder {@code .}.
   */
  private static String folder(String path) {
    String trimmed = withoutSlashes(path);
    int slash = trimmed.lastIndexOf('/');
    if (slash < 0) {
      return trimmed.isEmpty() && !path.isEmpty() ? "/" : ".";
    }
    String folder = withoutSlashes(trimmed.substring(0, slash));
    return folder.isEmpty() ? "/" : folder;
  }

  private static String withoutSlashes(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
