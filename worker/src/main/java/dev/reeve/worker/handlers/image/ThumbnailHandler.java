package dev.reeve.worker.handlers.image;

import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;

/** Shrinks a picture to the size of {@link ThumbnailSize}, by {@link AreaAverage}. */
@HandlerName("image/thumbnail")
public final class ThumbnailHandler
    implements TaskHandler<ThumbnailHandler.Request, PictureResult> {

  private static final int DEFAULT_MAX = 256;

  /**
   * The picture, and its new size.
   *
   * @param from file to read
   * @param to file to write, in the format of its ending
   * @param max longest side of the new picture in pixels, from 1; 256 by default
   */
  public record Request(String from, String to, Integer max) {
    public Request {
      PicturePaths.of(from, to);
      max = max == null ? DEFAULT_MAX : max;
      if (max < 1) {
        throw new IllegalArgumentException("max: must be at least 1 pixel; found " + max);
      }
    }
  }

  @Override
  public PictureResult handle(Request request, TaskContext context) throws Exception {
    PicturePaths paths = PicturePaths.of(request.from(), request.to());
    Picture picture = PictureReader.read(paths.from());
    ThumbnailSize size = ThumbnailSize.fit(picture.width(), picture.height(), request.max());
    Picture small = new AreaAverage(picture, size.width(), size.height()).run();
    PictureWriter.write(small, paths);
    return new PictureResult(size.width(), size.height(), request.to());
  }
}
