package dev.reeve.worker.handlers.image;

import java.util.Locale;

/** A format that can be written, chosen by the ending of the file's name. */
enum PictureFormat {
  PNG("png", true),
  JPEG("jpeg", false),
  BMP("bmp", false),
  GIF("gif", false);

  private final String writerName;
  private final boolean keepsAlpha;

  PictureFormat(String writerName, boolean keepsAlpha) {
    this.writerName = writerName;
    this.keepsAlpha = keepsAlpha;
  }

  /**
   * Returns the format of a file name.
   *
   * @throws IllegalArgumentException with a message for people that lists the endings
   */
  static PictureFormat ofFileName(String name) {
    return switch (ending(name)) {
      case ".png" -> PNG;
      case ".jpg", ".jpeg" -> JPEG;
      case ".bmp" -> BMP;
      case ".gif" -> GIF;
      default ->
          throw new IllegalArgumentException(
              "to: '" + name + "' has an unknown ending; use .png, .jpg, .jpeg, .bmp or .gif");
    };
  }

  private static String ending(String name) {
    return name.substring(Math.max(0, name.lastIndexOf('.'))).toLowerCase(Locale.ROOT);
  }

  /** Returns the name by which javax.imageio knows the format. */
  String writerName() {
    return writerName;
  }

  /** Returns whether alpha can be written; for other formats pictures are put on white. */
  boolean keepsAlpha() {
    return keepsAlpha;
  }
}
