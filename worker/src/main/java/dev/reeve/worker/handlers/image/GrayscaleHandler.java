package dev.reeve.worker.handlers.image;

import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;

/** Converts a picture to grey; {@link Luma} describes the weights. */
@HandlerName("image/grayscale")
public final class GrayscaleHandler
    implements TaskHandler<GrayscaleHandler.Request, PictureResult> {

  /**
   * The picture.
   *
   * @param from file to read
   * @param to file to write, in the format of its ending
   */
  public record Request(String from, String to) {
    public Request {
      PicturePaths.of(from, to);
    }
  }

  @Override
  public PictureResult handle(Request request, TaskContext context) throws Exception {
    PicturePaths paths = PicturePaths.of(request.from(), request.to());
    Picture picture = PictureReader.read(paths.from());
    PictureWriter.write(Luma.image(picture), paths);
    return new PictureResult(picture.width(), picture.height(), request.to());
  }
}
