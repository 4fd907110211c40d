package dev.reeve.shared.memory;

import dev.reeve.os.OwnerOnlyFiles;
import dev.reeve.os.ProcessFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;

/** Reads and writes whole files of shared memory without mapping them. */
public final class MemoryFile {

  private MemoryFile() {}

  /** Creates the file so that {@link MappedBytes} can map it as an array of at least one byte. */
  public static void write(Path path, byte[] content) throws IOException {
    ProcessFolder.create(Objects.requireNonNull(path.toAbsolutePath().getParent()));
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(path, options, OwnerOnlyFiles.file(path))) {
      writeAll(channel, ByteBuffer.wrap(content));
      long padding = MappedBytes.paddedLength(Math.max(1, content.length)) - content.length;
      writeAll(channel, ByteBuffer.allocate((int) padding));
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Reads the first bytes of the file. */
  public static byte[] read(Path path, int length) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer content = ByteBuffer.allocate(length);
      while (content.hasRemaining()) {
        if (channel.read(content) < 0) {
          throw new IOException(path + " has fewer than " + length + " bytes");
        }
      }
      return content.array();
    }
  }
}
