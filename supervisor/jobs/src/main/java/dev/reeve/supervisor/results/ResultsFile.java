package dev.reeve.supervisor.results;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.reeve.os.OwnerOnlyFiles;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The file that records are appended to, which is also the journal. One run at a time holds it, and
 * it contains only whole records. Only its owner can read a new one; symbolic links are not
 * followed. For devices and pipes nothing of this applies.
 */
public final class ResultsFile implements RecordOutput {
  /** Caps the native buffer that the channel keeps for each thread. */
  private static final int WRITE_CHUNK = 256 << 10;

  private final Path path;
  private final FileChannel channel;
  private final boolean regular;
  private final long tornBytes;

  ResultsFile(Path path, FileChannel channel, boolean regular, long tornBytes) {
    this.path = path;
    this.channel = channel;
    this.regular = regular;
    this.tornBytes = tornBytes;
  }

  /** Opens or creates the file, locks it, and cuts off a torn last line. */
  public static ResultsFile open(Path path) throws CannotOpenResultsException {
    if (Files.isSymbolicLink(path)) {
      throw refused(
          path, "it is a symbolic link, and links are not followed: name the file itself");
    }
    boolean special = Files.exists(path) && !Files.isRegularFile(path);
    try {
      return special ? openSpecial(path) : openRegular(path);
    } catch (CannotOpenResultsException e) {
      throw e;
    } catch (IOException e) {
      throw refused(path, IoReasons.of(e));
    }
  }

  private static ResultsFile openSpecial(Path path) throws IOException {
    return new ResultsFile(path, FileChannel.open(path, WRITE), false, 0);
  }

  private static ResultsFile openRegular(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, Set.of(CREATE, READ, WRITE, NOFOLLOW_LINKS), OwnerOnlyFiles.file(path));
    try {
      lock(path, channel);
      long torn = TornLine.cut(channel);
      channel.position(channel.size());
      return new ResultsFile(path, channel, true, torn);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Locks the channel until it is closed or the process ends. */
  private static void lock(Path path, FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // held by another run in this JVM
    }
    throw new CannotOpenResultsException(path + " is held by another run", true);
  }

  private static CannotOpenResultsException refused(Path path, String why) {
    return new CannotOpenResultsException("cannot use " + path + " for results: " + why, false);
  }

  /** Returns the bytes of a torn last line that {@link #open} cut off; 0 if there was none. */
  public long tornBytes() {
    return tornBytes;
  }

  /**
   * Reads all records. Must be called before anything is written.
   *
   * @throws CannotOpenResultsException if the file cannot be read, or holds anything but records;
   *     the file is closed then
   */
  public Journal readJournal() throws CannotOpenResultsException {
    try {
      if (!regular) {
        throw new IOException("it is not a regular file, so there is nothing to resume from");
      }
      // not by another channel: closing it would release our lock
      return Journal.read(channel);
    } catch (IOException e) {
      closeAfter(e);
      throw refused(path, IoReasons.of(e));
    }
  }

  private void closeAfter(IOException cause) {
    try {
      channel.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    ByteBuffer lines = batch.lines();
    long start = regular ? channel.position() : 0;
    try {
      writeAll(lines);
    } catch (IOException e) {
      if (regular) {
        keepWholeRecords(lines, start);
      }
      throw e;
    } catch (OutOfMemoryError e) { // the batch may be written again
      if (regular) {
        channel.truncate(start);
      }
      throw e;
    }
  }

  private void writeAll(ByteBuffer lines) throws IOException {
    int end = lines.limit();
    while (lines.position() < end) {
      lines.limit(Math.min(end, lines.position() + WRITE_CHUNK));
      while (lines.hasRemaining()) {
        channel.write(lines);
      }
    }
  }

  private void keepWholeRecords(ByteBuffer lines, long start) throws IOException {
    int written = lines.position();
    while (written > 0 && lines.get(written - 1) != '\n') {
      written--;
    }
    channel.truncate(start + written);
  }

  @Override
  public void sync() throws IOException {
    if (!regular) {
      return;
    }
    channel.force(false);
    if (Files.notExists(path)) {
      // writing would go on without an error, to a file that nobody can open
      throw new IOException("it was removed");
    }
  }

  @Override
  public OutputFailure failure(IOException cause) {
    return new OutputFailure(
        OutputFailure.Kind.NOT_WRITTEN,
        "cannot write results to " + path + " any more: " + IoReasons.of(cause));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
