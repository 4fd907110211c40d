package dev.reeve.supervisor.process;

import dev.reeve.os.OwnerOnlyFiles;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that is renamed when it is full: {@code x.log} to {@code x.log.1}, that to {@code
 * x.log.2}, and so on; the oldest is deleted. Only its owner may read it, and a symbolic link in
 * its place is refused. Opened at the first write. One thread.
 */
final class RotatingFile implements Closeable {
  private static final Set<OpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.APPEND,
          LinkOption.NOFOLLOW_LINKS);

  private final Path file;
  private final long maxBytes;
  private final int maxFiles;
  private @Nullable OutputStream out;
  private long size;

  /**
   * @param maxBytes length at which a file is full
   * @param maxFiles number of files kept, with the current one
   */
  RotatingFile(Path file, long maxBytes, int maxFiles) {
    this.file = file;
    this.maxBytes = maxBytes;
    this.maxFiles = maxFiles;
  }

  /** Appends a line. Neither part may hold a newline. */
  void writeLine(byte[] head, byte[] line, int length) throws IOException {
    OutputStream to = roomFor(head.length + length + 1L);
    to.write(head);
    to.write(line, 0, length);
    to.write('\n');
  }

  void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    OutputStream open = out;
    out = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private OutputStream roomFor(long bytes) throws IOException {
    OutputStream open = out == null ? open() : out;
    if (size > 0 && size + bytes > maxBytes) {
      close();
      rotate();
      open = open();
    }
    size += bytes;
    return open;
  }

  private OutputStream open() throws IOException {
    createFolder();
    requireRegularFile();
    SeekableByteChannel channel = Files.newByteChannel(file, OPTIONS, OwnerOnlyFiles.file(file));
    size = channel.size();
    OutputStream opened = new BufferedOutputStream(Channels.newOutputStream(channel));
    out = opened;
    return opened;
  }

  private void createFolder() throws IOException {
    Path folder = file.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, OwnerOnlyFiles.folder(folder));
    }
    if (folder != null && Files.isSymbolicLink(folder)) {
      throw new IOException(folder + " is a symbolic link, which Reeve does not follow");
    }
  }

  /** Refuses a pipe in its place, for instance: opening it would block. */
  private void requireRegularFile() throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(file + " exists and is not a regular file");
    }
  }

  private void rotate() throws IOException {
    for (int i = maxFiles - 1; i > 0; i--) {
      Path from = numbered(i - 1);
      if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Path numbered(int number) {
    return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
  }
}
