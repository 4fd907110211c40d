package dev.reeve.shared.memory;

import dev.reeve.os.ProcessFolder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The place of supervisors' shared memory: {@code /dev/shm}, or the temporary folder on systems
 * without that. The first file creates a supervisor's folder there.
 */
public final class MemoryFolder {
  /** Beginning of the names of such folders. */
  public static final String PREFIX = "reeve-memory-";

  private static final Path IN_MEMORY = Path.of("/dev/shm");

  private MemoryFolder() {}

  /** Returns a new folder of this process, which is not created yet. */
  public static ProcessFolder ofThisProcess() {
    return ProcessFolder.ofThisProcess(base(), PREFIX);
  }

  /** Returns the folder that contains such folders. */
  public static Path base() {
    return Files.isDirectory(IN_MEMORY) && Files.isWritable(IN_MEMORY)
        ? IN_MEMORY
        : Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
  }

  /** Returns whether such folders are in memory, so that access never waits for a disk. */
  public static boolean isInMemory() {
    return base().equals(IN_MEMORY);
  }
}
