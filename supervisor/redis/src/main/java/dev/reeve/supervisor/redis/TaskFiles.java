package dev.reeve.supervisor.redis;

import dev.reeve.json.BodyPayload;
import dev.reeve.os.AbandonedFolders;
import dev.reeve.os.OwnerOnlyFiles;
import dev.reeve.os.ProcessFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Files that came with tasks, for their handlers: in memory where the system has such files, and
 * for this user only. Those of a killed supervisor go at the next start. Thread-safe.
 */
final class TaskFiles implements AutoCloseable {
  private static final Path MEMORY = Path.of("/dev/shm");

  private final ProcessFolder folder;
  private final AtomicLong names = new AtomicLong();

  TaskFiles() {
    Path base =
        Files.isDirectory(MEMORY) && Files.isWritable(MEMORY)
            ? MEMORY
            : Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    folder = ProcessFolder.ofThisProcess(base, BodyPayload.FOLDER_PREFIX);
    AbandonedFolders.removeLater(base, BodyPayload.FOLDER_PREFIX);
  }

  /** Writes a file, and returns its path. */
  Path write(ByteBuffer content) throws IOException {
    ProcessFolder.create(folder.path());
    Path file = folder.path().resolve("task-" + names.incrementAndGet());
    try (SeekableByteChannel out =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnlyFiles.file(file))) {
      ByteBuffer left = content.duplicate();
      while (left.hasRemaining()) {
        int unused = out.write(left);
      }
      return file;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Removes all files. */
  @Override
  public void close() {
    try {
      folder.delete();
    } catch (IOException e) {
      // the next supervisor removes it
    }
  }
}
