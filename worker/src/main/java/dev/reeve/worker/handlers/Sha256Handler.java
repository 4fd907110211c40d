package dev.reeve.worker.handlers;

import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.TaskHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes the SHA-256 of a file, in blocks, so that memory does not grow with the file. */
@HandlerName("file/sha256")
public final class Sha256Handler
    implements TaskHandler<Sha256Handler.Request, Sha256Handler.Digest> {

  private static final int BLOCK_BYTES = 64 * 1024;

  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);

  /**
   * The file to hash.
   *
   * @param path of the file; relative to the worker's working directory
   */
  public record Request(String path) {
    public Request {
      if (path == null || path.isEmpty()) {
        throw new IllegalArgumentException("path: is missing; name the file to read");
      }
    }
  }

  /**
   * The digest of a file.
   *
   * @param sha256 64 hexadecimal digits in lower case
   * @param bytes the number of bytes that were read
   */
  public record Digest(String sha256, long bytes) {}

  @Override
  public Digest handle(Request request, TaskContext context) throws Exception {
    Path file = path(request);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      return digest(channel, context);
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Path path(Request request) {
    try {
      return Path.of(request.path());
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("path: no file can have this name: " + e.getMessage(), e);
    }
  }

  private Digest digest(SeekableByteChannel channel, TaskContext context)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    double size = Math.max(1, channel.size());
    long bytes = 0;
    for (int read = channel.read(block.clear()); read >= 0; read = channel.read(block.clear())) {
      digest.update(block.flip());
      bytes += read;
      stopIfInterrupted();
      context.progress(Math.min(1, bytes / size), null);
    }
    return new Digest(HexFormat.of().formatHex(digest.digest()), bytes);
  }

  private static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted between two blocks");
    }
  }

  private static InterruptedException interrupted(ClosedByInterruptException cause) {
    // the channel leaves the flag set, which the exception replaces
    boolean unused = Thread.interrupted();
    InterruptedException interrupted = new InterruptedException("interrupted while reading");
    interrupted.initCause(cause);
    return interrupted;
  }

  private static TaskFailedException unreadable(Path file, IOException cause) {
    TaskFailedException failure =
        new TaskFailedException(
            "FileUnreadable",
            "cannot read " + file.toAbsolutePath().normalize() + ": " + why(file, cause));
    failure.initCause(cause);
    return failure;
  }

  private static String why(Path file, IOException cause) {
    if (Files.isDirectory(file)) {
      return "it is a folder";
    }
    if (Files.notExists(file)) {
      return "there is no such file";
    }
    return Files.isReadable(file) ? String.valueOf(cause.getMessage()) : "permission denied";
  }
}
