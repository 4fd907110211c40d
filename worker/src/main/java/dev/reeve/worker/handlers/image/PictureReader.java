package dev.reeve.worker.handlers.image;

import dev.reeve.worker.TaskFailedException;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the first picture of a file. The content tells the format, not the file's name. */
final class PictureReader {
  static {
    // must come before any class of AWT looks for a display
    System.setProperty("java.awt.headless", "true");
  }

  private PictureReader() {}

  /**
   * Reads a picture.
   *
   * @throws TaskFailedException of type {@code PictureUnreadable}
   * @throws InterruptedException when the thread was interrupted meanwhile
   */
  static Picture read(Path from) throws TaskFailedException, InterruptedException {
    checkFile(from);
    try (ImageInputStream input = open(from.toFile())) {
      return PixelReader.read(decode(input, from));
    } catch (IOException | RuntimeException e) {
      // decoders throw all kinds of exceptions for damaged files
      throw unreadable(from, "it is damaged, or its kind is not supported: " + e, e);
    }
  }

  private static ImageInputStream open(File file) throws IOException {
    return new FileImageInputStream(new RandomAccessFile(file, "r"));
  }

  private static BufferedImage decode(ImageInputStream input, Path from)
      throws IOException, TaskFailedException, InterruptedException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
    if (!readers.hasNext()) {
      throw unreadable(from, "it is not a picture of a known format (" + formats() + ")", null);
    }
    ImageReader reader = readers.next();
    try {
      reader.addIIOReadProgressListener(new AbortWhenInterrupted());
      reader.setInput(input, true, true);
      BufferedImage image = reader.read(0);
      Interrupts.check();
      return image;
    } finally {
      reader.dispose();
    }
  }

  private static String formats() {
    TreeSet<String> names = new TreeSet<>();
    Arrays.stream(ImageIO.getReaderFormatNames())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .forEach(names::add);
    return String.join(", ", names);
  }

  private static void checkFile(Path from) throws TaskFailedException {
    if (Files.notExists(from)) {
      throw unreadable(from, "there is no such file", null);
    }
    if (!Files.isRegularFile(from)) {
      throw unreadable(from, "it is not a regular file", null);
    }
    if (!Files.isReadable(from)) {
      throw unreadable(from, "permission denied", null);
    }
  }

  private static TaskFailedException unreadable(Path from, String why, @Nullable Exception cause) {
    TaskFailedException failure =
        new TaskFailedException(
            "PictureUnreadable", "cannot read " + from.toAbsolutePath().normalize() + ": " + why);
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }

  /** Aborts a decoder from its own callbacks, which is the only way to end it early. */
  private static final class AbortWhenInterrupted implements IIOReadProgressListener {
    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
      if (Thread.currentThread().isInterrupted()) {
        source.abort();
      }
    }

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}
  }
}
