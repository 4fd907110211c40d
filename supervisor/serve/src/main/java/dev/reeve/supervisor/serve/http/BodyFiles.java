package dev.reeve.supervisor.serve.http;

import dev.reeve.json.BodyPayload;
import dev.reeve.os.AbandonedFolders;
import dev.reeve.os.OwnerOnlyFiles;
import dev.reeve.os.ProcessFolder;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of calls that handlers get as files: in memory where the system has such files, and for
 * this user only. A file goes when its call has ended; those of a killed server go at the next
 * start. Thread-safe.
 */
final class BodyFiles implements AutoCloseable {
  private static final Path MEMORY = Path.of("/dev/shm");

  private final HttpLimits limits;
  private final ProcessFolder folder;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong names = new AtomicLong();

  /**
   * A body that was received.
   *
   * @param path of its file
   * @param mediaType as the client says
   * @param bytes length
   * @param name of the file that a form names; null if there is none
   */
  record Received(Path path, String mediaType, long bytes, @Nullable String name) {}

  /** The work that needs the file. */
  interface Receiver {
    /** Takes the file; removes it if it throws. */
    void take(Received file) throws ProblemException;
  }

  BodyFiles(HttpLimits limits) {
    this(limits, base());
  }

  BodyFiles(HttpLimits limits, Path base) {
    this.limits = limits;
    this.folder = ProcessFolder.ofThisProcess(base, BodyPayload.FOLDER_PREFIX);
    AbandonedFolders.removeLater(base, BodyPayload.FOLDER_PREFIX);
  }

  private static Path base() {
    return Files.isDirectory(MEMORY) && Files.isWritable(MEMORY)
        ? MEMORY
        : Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
  }

  Path folder() {
    return folder.path();
  }

  HttpLimits limits() {
    return limits;
  }

  /** Receives the body of a request, whether raw or in a form. */
  void receive(Exchange exchange, Receiver receiver) throws ProblemException {
    if (exchange.request().getLength() > limits.maxFile()) {
      throw new ProblemException(Problem.tooLarge(limits.maxFile()));
    }
    Path file;
    try {
      file = newFile();
    } catch (IOException e) {
      throw new ProblemException(cannotKeep(e));
    }
    if (Route.MULTIPART.equals(exchange.mediaType())) {
      new FormFile(exchange, this, file, receiver).receive();
    } else {
      new RequestBody(
              exchange,
              new Sink(file, String.valueOf(exchange.mediaType()), receiver),
              limits.maxFile(),
              limits.times().body())
          .drive();
    }
  }

  private Path newFile() throws IOException {
    ProcessFolder.create(folder.path());
    return folder.path().resolve(Long.toString(names.incrementAndGet()));
  }

  static Problem cannotKeep(IOException cause) {
    return Problem.of(
            507,
            "no-space",
            "The body cannot be kept",
            "there is no room for its file: " + IoReasons.of(cause))
        .header("Retry-After", "5");
  }

  /** Reserves bytes for a file. */
  void reserve(long bytes) throws ProblemException {
    if (used.addAndGet(bytes) > limits.maxFiles()) {
      used.addAndGet(-bytes);
      throw new ProblemException(
          Problem.of(
                  429,
                  "files-full",
                  "Too many bodies wait for their handlers",
                  "all together may have %d bytes; try again later".formatted(limits.maxFiles()))
              .header("Retry-After", "1"));
    }
  }

  /** Gives up reserved bytes. */
  void release(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Returns the bytes of all files. */
  long used() {
    return used.get();
  }

  /** Removes a file. */
  void remove(Received file) {
    remove(file.path(), file.bytes());
  }

  void remove(Path file, long bytes) {
    release(bytes);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // it goes with the folder
    }
  }

  /** Removes all files. */
  @Override
  public void close() {
    try {
      folder.delete();
    } catch (IOException e) {
      // the next server removes it
    }
  }

  /** Writes a raw body to its file as it comes. */
  private final class Sink implements RequestBody.Sink {
    private final Path file;
    private final String mediaType;
    private final Receiver receiver;
    private @Nullable SeekableByteChannel out;
    private long bytes;

    Sink(Path file, String mediaType, Receiver receiver) {
      this.file = file;
      this.mediaType = mediaType;
      this.receiver = receiver;
    }

    @Override
    public void take(ByteBuffer part) throws ProblemException {
      int length = part.remaining();
      reserve(length);
      bytes += length;
      try {
        SeekableByteChannel target = open();
        while (part.hasRemaining()) {
          int unused = target.write(part);
        }
      } catch (IOException e) {
        throw new ProblemException(cannotKeep(e));
      }
    }

    private SeekableByteChannel open() throws IOException {
      SeekableByteChannel target = out;
      if (target == null) {
        target =
            Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OwnerOnlyFiles.file(file));
        out = target;
      }
      return target;
    }

    @Override
    public void end() throws ProblemException {
      try {
        open().close();
      } catch (IOException e) {
        abandon();
        throw new ProblemException(cannotKeep(e));
      }
      receiver.take(new Received(file, mediaType, bytes, null));
    }

    @Override
    public void abandon() {
      try {
        if (out != null) {
          out.close();
        }
      } catch (IOException e) {
        // it is removed anyway
      }
      remove(file, bytes);
    }
  }
}
