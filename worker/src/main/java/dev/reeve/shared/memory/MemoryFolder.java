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
 * The folder of one supervisor's shared memory, in {@code /dev/shm} where that exists. Its name
 * says whose it is: number and start of the process, and the name space of both; so what a killed
 * supervisor left behind can be told from what a living one needs. It is there from its first file
 * on. Any thread.
 */
public final class MemoryFolder {
  static final String PREFIX = "reeve-memory-";

  private static final Path IN_MEMORY = Path.of("/dev/shm");

  private final Path path;

  MemoryFolder(Path path) {
    this.path = path;
  }

  /** A new one for this process; nothing is made yet. */
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

  /** Where such folders are. */
  static Path base() {
    return Files.isDirectory(IN_MEMORY) && Files.isWritable(IN_MEMORY)
        ? IN_MEMORY
        : Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
  }

  /** Whether such folders are in memory, so that nobody ever waits for a disk. */
  public static boolean isInMemory() {
    return base().equals(IN_MEMORY);
  }

  /** Where it is, or will be. */
  public Path path() {
    return path;
  }

  /** Makes the folder if it is not there, for this user alone. */
  static void make(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, OwnerOnlyFiles.folder(folder));
    } catch (FileAlreadyExistsException e) {
      OwnerOnlyFiles.requireOwnFolder(folder);
    }
  }

  /** Removes it with all that is in it; those who have mapped a file keep it. */
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
