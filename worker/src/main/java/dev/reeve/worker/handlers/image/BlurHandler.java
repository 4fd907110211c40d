package dev.reeve.worker.handlers.image;

import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;

/**
 * Blurs a picture with a Gaussian. {@link GaussianKernel} describes borders, {@link GaussianBlur}
 * rounding, and {@link PictureBlur} transparency.
 */
@HandlerName("image/blur")
public final class BlurHandler implements TaskHandler<BlurHandler.Request, PictureResult> {
  private static final int MAX_RADIUS = 1000;
  private static final int MAX_PASSES = 100_000;

  /**
   * The picture, and the strength of the blur.
   *
   * @param from file to read
   * @param to file to write, in the format of its ending
   * @param radius pixels on each side that take part, 0 to 1000; 3 by default
   * @param sigma standard deviation of the Gaussian in pixels, above 0; 1 by default
   * @param passes number of times that the picture is blurred, 1 to 100 000; 1 by default
   */
  public record Request(String from, String to, Integer radius, Double sigma, Integer passes) {
    public Request {
      PicturePaths.of(from, to);
      radius = radius == null ? 3 : radius;
      sigma = sigma == null ? 1.0 : sigma;
      passes = passes == null ? 1 : passes;
      requireBetween("radius", radius, 0, MAX_RADIUS);
      requireBetween("passes", passes, 1, MAX_PASSES);
      if (!(sigma > 0) || sigma.isInfinite()) {
        throw new IllegalArgumentException("sigma: must be above 0; found " + sigma);
      }
    }

    private static void requireBetween(String field, int value, int min, int max) {
      if (value < min || value > max) {
        throw new IllegalArgumentException(
            field + ": must be " + min + " to " + max + "; found " + value);
      }
    }
  }

  @Override
  public PictureResult handle(Request request, TaskContext context) throws Exception {
    PicturePaths paths = PicturePaths.of(request.from(), request.to());
    Picture picture = PictureReader.read(paths.from());
    GaussianKernel kernel = new GaussianKernel(request.radius(), request.sigma());
    Picture blurred = new PictureBlur(picture, kernel, request.passes(), context).run();
    PictureWriter.write(blurred, paths);
    return new PictureResult(picture.width(), picture.height(), request.to());
  }
}
