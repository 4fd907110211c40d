package dev.reeve.worker.handlers.image;

/** Size of a picture that shall fit into a square. Keeps the proportions and never enlarges. */
record ThumbnailSize(int width, int height) {

  /**
   * @param max longest side, from 1
   */
  static ThumbnailSize fit(int width, int height, int max) {
    int longest = Math.max(width, height);
    if (longest <= max) {
      return new ThumbnailSize(width, height);
    }
    return new ThumbnailSize(scaled(width, max, longest), scaled(height, max, longest));
  }

  /** Rounded half up; a side never vanishes. */
  private static int scaled(int side, int max, int longest) {
    return (int) Math.max(1, ((long) side * max + longest / 2) / longest);
  }
}
