package dev.reeve.worker.handlers.image;

/** The size of a picture that must fit into a square. Keeps proportions and never enlarges. */
record ThumbnailSize(int width, int height) {

  /**
   * Returns the size that fits.
   *
   * @param max longest side, from 1
   */
  static ThumbnailSize fit(int width, int height, int max) {
    int longest = Math.max(width, height);
    if (longest <= max) {
      return new ThumbnailSize(width, height);
    }
    return new ThumbnailSize(scaled(width, max, longest), scaled(height, max, longest));
  }

  /** Rounds half up; a side has at least one pixel. */
  private static int scaled(int side, int max, int longest) {
    return (int) Math.max(1, ((long) side * max + longest / 2) / longest);
  }
}
