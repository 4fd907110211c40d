package dev.reeve.shared.memory;

import dev.reeve.os.OwnerOnlyFiles;
import dev.reeve.os.ProcessFolder;
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
 * A file of shared memory, mapped in chunks of 1 GiB, because one map holds less than 2 GiB.
 *
 * <p>The first process that needs the file creates it: under a temporary name and filled with
 * zeros, so that missing memory is an exception now and not a fault later. Then it links the file
 * to its final name, which only one process can do.
 */
final class MappedFile {
  private static final int CHUNK_BITS = 30;
  private static final long CHUNK = 1L << CHUNK_BITS;
  private static final int ZEROS = 64 << 10;

  private final ByteBuffer[] chunks;

  private MappedFile(ByteBuffer[] chunks) {
    this.chunks = chunks;
  }

  /** Maps the file, and creates it first if it does not exist. */
  static MappedFile open(Path path, long bytes) throws IOException {
    try {
      return map(path, bytes);
    } catch (NoSuchFileException e) {
      create(path, bytes);
      return map(path, bytes);
    }
  }

  /** Maps the file, which must exist and have this length. */
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

  private static void create(Path path, long bytes) throws IOException {
    Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
    ProcessFolder.create(folder);
    requireRoom(folder, bytes);
    Path draft = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID());
    try {
      fill(draft, bytes);
      Files.createLink(path, draft);
    } catch (FileAlreadyExistsException e) {
      // another process was faster; its file is used
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Refuses to take the last page of memory, which other programs need as well. */
  private static void requireRoom(Path folder, long bytes) throws IOException {
    long room = folder.toFile().getUsableSpace(); // 0 if it is unknown
    if (room > 0 && bytes > room) {
      throw new IOException(
          folder + " has room for " + room + " bytes, but " + bytes + " are needed");
    }
  }

  /** Fills the file by a stream: a channel would take direct memory, which may be used up. */
  private static void fill(Path draft, long bytes) throws IOException {
    Files.createFile(draft, OwnerOnlyFiles.file(draft));
    try (OutputStream file = new FileOutputStream(draft.toFile())) {
      byte[] zeros = new byte[(int) Math.min(ZEROS, bytes)];
      for (long left = bytes; left > 0; left -= zeros.length) {
        file.write(zeros, 0, (int) Math.min(zeros.length, left));
      }
    }
  }

  /** Returns the chunk that holds the byte at {@code offset}. */
  ByteBuffer chunk(long offset) {
    return chunks[(int) (offset >>> CHUNK_BITS)];
  }

  /** Returns the position of the byte at {@code offset} in its chunk. */
  static int within(long offset) {
    return (int) (offset & (CHUNK - 1));
  }
}
