package dev.reeve.worker.handlers.image;

import java.util.Locale;

/** The formats that can be written, told by the ending of the file's name. */
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
   * @throws IllegalArgumentException for people, with the list of endings
   */
  static PictureFormat ofFileName(String name) {
    return switch (ending(name)) {
      case ".png" -> PNG;
      case ".jpg", ".jpeg" -> JPEG;
      case ".bmp" -> BMP;
      case ".gif" -> GIF;
      default ->
          throw new IllegalArgumentException(
              "to: '"
                  + name
                  + "' names no format to write; its ending can be .png, .jpg, .jpeg, .bmp, .gif");
    };
  }

  private static String ending(String name) {
    return name.substring(Math.max(0, name.lastIndexOf('.'))).toLowerCase(Locale.ROOT);
  }

  /** As javax.imageio knows it. */
  String writerName() {
    return writerName;
  }

  /** Whether partly transparent pixels can be written; else they are put on white. */
  boolean keepsAlpha() {
    return keepsAlpha;
  }
}
