package dev.reeve.supervisor.cli.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The file of a run's socket. Its name tells the process and the boot of the system, because a
 * folder may outlive a boot, or be shared by several machines.
 *
 * @param pid process that listens, or has listened
 * @param boot beginning of the system's boot id
 */
record SocketFile(Path path, long pid, String boot) {
  /** Most bytes of a name. */
  static final int MOST_NAME_BYTES = 40;

  private static final String SUFFIX = ".sock";
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int BOOT_CHARS = 8;
  private static final int NAME_PARTS = 3;

  /** Returns a new name for this process. */
  static String newName() {
    int random = ThreadLocalRandom.current().nextInt() & 0xffffff;
    return ProcessHandle.current().pid()
        + "-"
        + thisBoot()
        + "-"
        + Integer.toHexString(random)
        + SUFFIX;
  }

  /** Returns the beginning of the boot id; zeros on a system that has none. */
  static String thisBoot() {
    try {
      return Files.readString(BOOT_ID).substring(0, BOOT_CHARS);
    } catch (IOException | RuntimeException e) {
      return "0".repeat(BOOT_CHARS);
    }
  }

  /** Returns null if the file has no such name. */
  static @Nullable SocketFile of(Path path) {
    String name = String.valueOf(path.getFileName());
    String[] parts = name.split("-", -1);
    if (!name.endsWith(SUFFIX) || parts.length != NAME_PARTS) {
      return null;
    }
    try {
      return new SocketFile(path, Long.parseLong(parts[0]), parts[1]);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Returns whether the process, if it is one of this machine, has run since the last boot. */
  boolean isOfThisBoot() {
    return boot.equals(thisBoot());
  }
}
