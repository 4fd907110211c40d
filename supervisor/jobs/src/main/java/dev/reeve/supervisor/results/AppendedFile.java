package dev.reeve.supervisor.results;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.reeve.os.FileIdentity;
import dev.reeve.os.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A regular file that is locked, appended to, and watched: a write or a check fails if the file was
 * replaced, removed or cut off meanwhile, or if another process has written to it. Each write goes
 * to the end that the file has at that moment. One thread.
 */
public final class AppendedFile implements RecordFile {
  /** Caps the native buffer that the channel keeps for each thread. */
  private static final int WRITE_CHUNK = 256 << 10;

  private final Path path;

  /** Holds the lock. Java allows no channel that reads and appends. */
  private final FileChannel file;

  private final FileChannel end;

  /** Null if the file system has no identities. */
  private final @Nullable FileIdentity identity;

  /** The size of the file if nobody else has changed it. */
  private long size;

  private boolean spoiled;

  /**
   * @param file open for reading and writing
   * @param end the same file, open for appending
   */
  AppendedFile(Path path, FileChannel file, FileChannel end) throws IOException {
    this.path = path;
    this.file = file;
    this.end = end;
    this.identity = FileIdentity.of(path, NOFOLLOW_LINKS);
    this.size = file.size();
  }

  /**
   * Opens or creates the file and locks it; only its owner can read a new one.
   *
   * @param content checks the file, and may cut off its end
   * @throws CannotOpenResultsException if another run holds it
   */
  public static AppendedFile open(Path path, ContentCheck content) throws IOException {
    FileChannel file =
        FileChannel.open(
            path, Set.of(CREATE, READ, WRITE, NOFOLLOW_LINKS), OwnerOnlyFiles.file(path));
    try {
      lock(path, file);
      content.check(file);
      FileChannel end = FileChannel.open(path, Set.of(WRITE, APPEND, NOFOLLOW_LINKS));
      return new AppendedFile(path, file, end);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Looks at the content of a file that was locked. */
  public interface ContentCheck {
    /** Throws if the file must not be appended to; may cut off its end. */
    void check(FileChannel file) throws IOException;
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

  /**
   * Returns a channel for reading at positions. Any other channel of the file would release the
   * lock when it is closed.
   */
  public FileChannel content() {
    return file;
  }

  /** If that fails, lines that could not be written whole are cut off. */
  @Override
  public void append(ByteBuffer lines) throws IOException {
    requireOwnSize();
    long start = size;
    try {
      appendAll(lines);
    } catch (IOException e) {
      cutTo(start + wholeLines(lines, (int) (size - start)));
      throw e;
    } catch (OutOfMemoryError e) { // the lines may be written again
      cutTo(start);
      throw e;
    }
  }

  private void appendAll(ByteBuffer lines) throws IOException {
    int limit = lines.limit();
    while (lines.position() < limit) {
      lines.limit(Math.min(limit, lines.position() + WRITE_CHUNK));
      while (lines.hasRemaining()) {
        size += end.write(lines);
      }
    }
  }

  private static int wholeLines(ByteBuffer lines, int written) {
    int whole = written;
    while (whole > 0 && lines.get(whole - 1) != '\n') {
      whole--;
    }
    return whole;
  }

  /** Returns the size in bytes, as far as this object has written it. */
  public long size() {
    return size;
  }

  /**
   * Cuts off what was appended behind an earlier size.
   *
   * @throws IOException if that fails, or another process has written to the file
   */
  public void cutBack(long earlierSize) throws IOException {
    requireOwnSize();
    cutTo(earlierSize);
  }

  /** Cuts nothing off if another process has written behind the lines. */
  private void cutTo(long newSize) throws IOException {
    if (file.size() == size) {
      file.truncate(newSize);
      size = newSize;
    }
  }

  /** Checks the file too. */
  @Override
  public void sync() throws IOException {
    end.force(false);
    check();
  }

  /**
   * Requires that the path still names this file, and that nobody else has changed its size.
   *
   * @throws IOException if not; writing would otherwise go on to a file that nobody can open
   */
  private void check() throws IOException {
    FileIdentity now = identityNow();
    if (identity != null && !identity.equals(now)) {
      throw spoiled("it was replaced by another file");
    }
    requireOwnSize();
  }

  private @Nullable FileIdentity identityNow() throws IOException {
    try {
      return FileIdentity.of(Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      throw spoiled("it was removed or renamed");
    }
  }

  private void requireOwnSize() throws IOException {
    long now = file.size();
    if (now < size) {
      throw spoiled("it was cut off by another process");
    }
    if (now > size) {
      throw spoiled("another process wrote to it");
    }
  }

  private IOException spoiled(String how) {
    spoiled = true;
    return new IOException(how);
  }

  /** Checks the file first, unless that has failed before. */
  @Override
  public void close() throws IOException {
    if (!file.isOpen()) {
      return;
    }
    try (file;
        end) {
      if (!spoiled) {
        check();
      }
    }
  }
}
