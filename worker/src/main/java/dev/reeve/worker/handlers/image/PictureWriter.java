package dev.reeve.worker.handlers.image;

import dev.reeve.worker.TaskFailedException;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOWriteProgressListener;
import javax.imageio.stream.FileImageOutputStream;

/**
 * Writes pictures so that a file appears complete or not at all: into a temporary file beside the
 * target, which is then renamed. Creates missing folders.
 */
final class PictureWriter {
  /** A usual quality for photographs; the default of javax.imageio, 0.75, shows blocks. */
  private static final float JPEG_QUALITY = 0.9f;

  private PictureWriter() {}

  /**
   * Writes a picture.
   *
   * @throws TaskFailedException of type {@code PictureUnwritable}
   * @throws InterruptedException when the thread was interrupted meanwhile; no file is left then
   */
  static void write(Picture picture, PicturePaths paths)
      throws TaskFailedException, InterruptedException {
    write(paths.format().keepsAlpha() ? image(picture) : image(picture.onWhite()), paths);
  }

  /** Writes an image that the format can hold unchanged; throws as the method above. */
  static void write(BufferedImage image, PicturePaths paths)
      throws TaskFailedException, InterruptedException {
    Path target = paths.to().toAbsolutePath().normalize();
    Path folder = target.resolveSibling("").normalize();
    Path part = folder.resolve("." + UUID.randomUUID() + ".part");
    try {
      checkTarget(target);
      Files.createDirectories(folder);
      encodeInto(part, image, paths.format());
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      TaskFailedException failure =
          new TaskFailedException("PictureUnwritable", "cannot write " + target + ": " + e);
      failure.initCause(e);
      throw failure;
    }
  }

  private static void checkTarget(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException("it is a folder");
    }
  }

  private static void encodeInto(Path part, BufferedImage image, PictureFormat format)
      throws IOException, InterruptedException {
    boolean whole = false;
    try {
      // created first, and only if new, so that no existing file and no link is written to
      Files.createFile(part);
      encode(part.toFile(), image, format);
      Interrupts.check();
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(part);
      }
    }
  }

  private static void encode(File file, BufferedImage image, PictureFormat format)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format.writerName()).next();
    try (FileImageOutputStream output = new FileImageOutputStream(file)) {
      writer.addIIOWriteProgressListener(new AbortWhenInterrupted());
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), parameters(writer, format));
    } finally {
      writer.dispose();
    }
  }

  private static ImageWriteParam parameters(ImageWriter writer, PictureFormat format) {
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    if (format == PictureFormat.JPEG) {
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(JPEG_QUALITY);
    }
    return parameters;
  }

  private static BufferedImage image(Picture picture) {
    int type = picture.hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(picture.width(), picture.height(), type);
    image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), picture.argb());
    return image;
  }

  /** Aborts an encoder from its own callbacks, which is the only way to end it early. */
  private static final class AbortWhenInterrupted implements IIOWriteProgressListener {
    @Override
    public void imageProgress(ImageWriter source, float percentageDone) {
      if (Thread.currentThread().isInterrupted()) {
        source.abort();
      }
    }

    @Override
    public void imageStarted(ImageWriter source, int imageIndex) {}

    @Override
    public void imageComplete(ImageWriter source) {}

    @Override
    public void writeAborted(ImageWriter source) {}

    @Override
    public void thumbnailStarted(ImageWriter source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageWriter source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageWriter source) {}
  }
}
