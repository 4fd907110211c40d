package dev.reeve.supervisor.results;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.reeve.json.JsonWriter;
import dev.reeve.os.DescriptorOutput;
import dev.reeve.os.DescriptorPath;
import dev.reeve.os.OwnerOnlyFiles;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replacement of a file in one step: the new content is written beside it and moved over it, so
 * that a reader finds the old content or the new, never half of it. Devices and pipes are written
 * to directly.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Replaces the content of the file. */
  public static void write(Path file, JsonWriter content) throws IOException {
    if (!replaces(file)) {
      writeInto(file, content);
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

  /**
   * Returns false for devices and pipes, and for names of descriptors, such as {@code /dev/stderr}:
   * a file moved there would take the place of the name.
   */
  static boolean replaces(Path file) {
    return DescriptorPath.number(file) < 0 && (!Files.exists(file) || Files.isRegularFile(file));
  }

  private static void writeInto(Path file, JsonWriter content) throws IOException {
    switch (DescriptorPath.number(file)) {
      case 1 -> content.writeTo(new DescriptorOutput(FileDescriptor.out));
      case 2 -> content.writeTo(new DescriptorOutput(FileDescriptor.err));
      default -> {
        try (OutputStream out = Files.newOutputStream(file, WRITE, APPEND)) {
          content.writeTo(out);
        }
      }
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
