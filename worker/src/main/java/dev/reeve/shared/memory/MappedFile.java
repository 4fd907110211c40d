package dev.reeve.shared.memory;

import dev.reeve.os.OwnerOnlyFiles;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * A file in memory, mapped in chunks, as one map has at most 2 GiB. Whoever comes first makes it:
 * under another name, filled with zeros, so that memory that is not there is an exception now and
 * no fault later; then it gets its name, which only one can give.
 */
final class MappedFile {
  static final int CHUNK_BITS = 30;

  private static final long CHUNK = 1L << CHUNK_BITS;
  private static final int ZEROS = 64 << 10;

  private final ByteBuffer[] chunks;

  private MappedFile(ByteBuffer[] chunks) {
    this.chunks = chunks;
  }

  /** Maps the file, which is made if it is not there. */
  static MappedFile open(Path path, long bytes) throws IOException {
    try {
      return map(path, bytes);
    } catch (NoSuchFileException e) {
      make(path, bytes);
      return map(path, bytes);
    }
  }

  /** Maps the file, which must be there. */
  static MappedFile map(Path path, long bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (channel.size() != bytes) {
        throw new IOException(path + " has " + channel.size() + " bytes, not " + bytes);
      }
      ByteBuffer[] chunks = new ByteBuffer[(int) ((bytes + CHUNK - 1) >> CHUNK_BITS)];
      for (int i = 0; i < chunks.length; i++) {
        long start = (long) i << CHUNK_BITS;
        chunks[i] = channel.map(MapMode.READ_WRITE, start, Math.min(CHUNK, bytes - start));
      }
      return new MappedFile(chunks);
    }
  }

  private static void make(Path path, long bytes) throws IOException {
    Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
    MemoryFolder.make(folder);
    requireRoom(folder, bytes);
    Path draft = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID());
    try {
      fill(draft, bytes);
      Files.createLink(path, draft);
    } catch (FileAlreadyExistsException e) {
      // another one was faster: that is the one to use
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Before memory is filled up to its last page, and other programs with it. */
  private static void requireRoom(Path folder, long bytes) throws IOException {
    long room = folder.toFile().getUsableSpace(); // 0 if that is unknown
    if (room > 0 && bytes > room) {
      throw new IOException(bytes + " bytes are wanted, but there is room for " + room);
    }
  }

  /** By no channel: that would take memory of the kind which a program may have used up. */
  private static void fill(Path draft, long bytes) throws IOException {
    Files.createFile(draft, OwnerOnlyFiles.file(draft));
    try (OutputStream file = new FileOutputStream(draft.toFile())) {
      byte[] zeros = new byte[(int) Math.min(ZEROS, bytes)];
      for (long left = bytes; left > 0; left -= zeros.length) {
        file.write(zeros, 0, (int) Math.min(zeros.length, left));
      }
    }
  }

  /** The chunk that the byte at {@code offset} is in. */
  ByteBuffer chunk(long offset) {
    return chunks[(int) (offset >>> CHUNK_BITS)];
  }

  /** Where in its chunk the byte at {@code offset} is. */
  static int within(long offset) {
    return (int) (offset & (CHUNK - 1));
  }
}
