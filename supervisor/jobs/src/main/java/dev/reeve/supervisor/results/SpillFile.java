package dev.reeve.supervisor.results;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.reeve.os.OwnerOnlyFiles;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.BitSet;
import java.util.Set;

/**
 * A nameless file for bytes that would take too much of the heap. It has no name from the moment it
 * is open, so that nothing of it is left however this process ends. Space is used again once it is
 * freed, and the file takes at most half of the free space of its disk. Thread-safe.
 */
public final class SpillFile implements AutoCloseable {
  /** Unit of space. */
  private static final int BLOCK = 4 << 10;

  /** Caps the native buffer that a channel keeps for each thread. */
  private static final int CHUNK = 256 << 10;

  /** The free space is looked at once for so many further bytes. */
  private static final long GRANT = 1 << 20;

  private final FileChannel channel;
  private final FileStore disk;
  private final BitSet used = new BitSet(); // blocks; guarded by this, as is the next
  private long granted;

  SpillFile(FileChannel channel, FileStore disk) {
    this.channel = channel;
    this.disk = disk;
  }

  /** Space in the file, from {@link #allocate} to {@link #free}. */
  record Region(long offset, long bytes) {}

  /** Creates a file in the folder, for its owner only, and removes its name. */
  static SpillFile create(Path folder) throws IOException {
    String random = Long.toHexString(new SecureRandom().nextLong());
    Path file = folder.resolve(".reeve-results-" + random);
    FileStore disk = Files.getFileStore(folder);
    FileChannel channel =
        FileChannel.open(file, Set.of(CREATE_NEW, READ, WRITE), OwnerOnlyFiles.file(file));
    try {
      Files.delete(file);
      return new SpillFile(channel, disk);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Reserves space.
   *
   * @throws IOException if the file would take more than half of the free space
   */
  synchronized Region allocate(long bytes) throws IOException {
    int blocks = Math.toIntExact((bytes + BLOCK - 1) / BLOCK);
    int first = findFree(blocks);
    long end = (long) (first + blocks) * BLOCK;
    if (end > granted) {
      grant(end);
    }
    used.set(first, first + blocks);
    return new Region((long) first * BLOCK, bytes);
  }

  private int findFree(int blocks) {
    int first = used.nextClearBit(0);
    int next = used.nextSetBit(first);
    while (next >= 0 && next - first < blocks) {
      first = used.nextClearBit(next);
      next = used.nextSetBit(first);
    }
    return first;
  }

  private void grant(long end) throws IOException {
    long wanted = end + GRANT;
    long free = disk.getUsableSpace() - (wanted - channel.size());
    if (free < wanted) {
      throw new IOException("too little space is left there");
    }
    granted = wanted;
  }

  /** Gives space back. When none is in use any more the file takes none of the disk. */
  synchronized void free(Region region) {
    int first = (int) (region.offset / BLOCK);
    used.clear(first, first + (int) ((region.bytes + BLOCK - 1) / BLOCK));
    if (used.isEmpty()) {
      granted = 0;
      truncate();
    }
  }

  private void truncate() {
    try {
      channel.truncate(0);
    } catch (IOException e) {
      return; // it stays as long as it is, and is used again
    }
  }

  /** Writes all bytes that remain in the buffer at that place of the file. */
  void write(long place, ByteBuffer bytes) throws IOException {
    int end = bytes.limit();
    long at = place;
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + CHUNK));
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    }
  }

  /** Fills the buffer with the bytes at that place of the file. */
  void read(long place, ByteBuffer into) throws IOException {
    int end = into.limit();
    long at = place;
    while (into.position() < end) {
      into.limit(Math.min(end, into.position() + CHUNK));
      int count = channel.read(into, at);
      if (count < 0) {
        throw new EOFException("the file has been cut off");
      }
      at += count;
    }
  }

  /** Returns the length of the file in bytes. */
  long length() throws IOException {
    return channel.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
