package dev.reeve.supervisor.cli.control;

import dev.reeve.os.ProcessStart;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The file of a run's socket. Its name tells the process, its name space, and the boot of the
 * system, because a folder may outlive a boot, or be shared by several machines or containers.
 *
 * @param pid process that listens, or has listened
 * @param boot beginning of the system's boot id
 * @param namespace number of the process's pid name space
 */
record SocketFile(Path path, long pid, String boot, long namespace) {
  /** Most bytes of a name. */
  static final int MOST_NAME_BYTES = 40;

  private static final String SUFFIX = ".sock";
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int BOOT_CHARS = 8;
  private static final int NAME_PARTS = 4;

  /** Returns a new name for this process. */
  static String newName() {
    int random = ThreadLocalRandom.current().nextInt() & 0xffffff;
    return name(ProcessHandle.current().pid(), Integer.toHexString(random));
  }

  /** Returns the name for a process in this boot and name space. */
  static String name(long pid, String end) {
    return pid + "-" + thisBoot() + "-" + ProcessStart.namespace() + "-" + end + SUFFIX;
  }

  private static String thisBoot() {
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
      return new SocketFile(path, Long.parseLong(parts[0]), parts[1], Long.parseLong(parts[2]));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Returns all in a folder; none if there is no such folder. */
  static List<SocketFile> all(Path folder) {
    List<SocketFile> found = new ArrayList<>();
    String[] names = new File(folder.toString()).list();
    for (String name : names == null ? new String[0] : names) {
      SocketFile socket = of(folder.resolve(name));
      if (socket != null) {
        found.add(socket);
      }
    }
    return found;
  }

  /** Returns whether the process, if it is one of this machine, has run since the last boot. */
  boolean isOfThisBoot() {
    return boot.equals(thisBoot());
  }

  /** Returns whether its process is known to have ended. */
  boolean isDead() {
    return new File("/proc/self").exists()
        && !new File("/proc/" + pid).exists()
        && isOfThisBoot()
        && namespace == ProcessStart.namespace();
  }
}
