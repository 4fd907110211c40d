package dev.reeve.shared.memory;

import dev.reeve.os.OwnerOnlyFiles;
import dev.reeve.os.ProcessStart;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The folder of one supervisor's shared memory: in {@code /dev/shm}, or in the temporary folder on
 * systems without that. Its name contains the process's id, start time and name space, by which
 * {@link AbandonedFolders} tells the folder of a killed supervisor from that of a running one. The
 * first file creates the folder. Any thread.
 */
public final class MemoryFolder {
  static final String PREFIX = "reeve-memory-";

  private static final Path IN_MEMORY = Path.of("/dev/shm");

  private final Path path;

  MemoryFolder(Path path) {
    this.path = path;
  }

  /** Returns a new folder of this process, which is not created yet. */
  public static MemoryFolder ofThisProcess() {
    return of(base(), ProcessHandle.current().pid());
  }

  static MemoryFolder of(Path base, long pid) {
    long random = ThreadLocalRandom.current().nextLong();
    return new MemoryFolder(
        base.resolve(
            name(pid, ProcessStart.of(pid), ProcessStart.namespace()) + Long.toHexString(random)));
  }

  static String name(long pid, long start, long namespace) {
    return PREFIX + pid + '-' + start + '-' + namespace + '-';
  }

  /** Returns the folder that contains such folders. */
  static Path base() {
    return Files.isDirectory(IN_MEMORY) && Files.isWritable(IN_MEMORY)
        ? IN_MEMORY
        : Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
  }

  /** Returns whether such folders are in memory, so that access never waits for a disk. */
  public static boolean isInMemory() {
    return base().equals(IN_MEMORY);
  }

  /** Returns the path of the folder, which need not exist yet. */
  public Path path() {
    return path;
  }

  /** Creates the folder, for this user only, if it does not exist. */
  static void create(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, OwnerOnlyFiles.folder(folder));
    } catch (FileAlreadyExistsException e) {
      OwnerOnlyFiles.requireOwnFolder(folder);
    }
  }

  /** Deletes the folder and its files. Processes that have mapped a file keep its memory. */
  public void delete() throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Files.deleteIfExists(path);
  }
}
