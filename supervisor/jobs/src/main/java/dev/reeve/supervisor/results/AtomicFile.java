package dev.reeve.supervisor.results;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.reeve.json.JsonWriter;
import dev.reeve.os.OwnerOnlyFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a file beside its place and moves it there, so that a reader finds the old content or the
 * new, never half of it. A device or pipe is written to directly.
 */
final class AtomicFile {
  private AtomicFile() {}

  static void write(Path file, JsonWriter content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = Files.newOutputStream(file, WRITE)) {
        content.writeTo(out);
      }
      return;
    }
    Path beside = beside(file);
    try {
      writeNew(beside, content);
      Files.move(beside, file, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static Path beside(Path file) {
    String suffix = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return file.resolveSibling("." + file.getFileName() + "." + suffix + ".tmp");
  }

  private static void writeNew(Path file, JsonWriter content) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            file, Set.of(CREATE_NEW, WRITE, NOFOLLOW_LINKS), OwnerOnlyFiles.file(file))) {
      ByteBuffer bytes = content.view();
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(false);
    }
  }
}
