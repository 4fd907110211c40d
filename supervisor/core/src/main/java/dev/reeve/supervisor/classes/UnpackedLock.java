package dev.reeve.supervisor.classes;

import dev.reeve.os.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Locks by which programs tell each other which unpacked jars they use. */
final class UnpackedLock {
  static final String SUFFIX = ".lock";

  /** Locks of this process, which it keeps until it ends: its workers may start at any time. */
  private static final Map<Path, FileChannel> HELD = new ConcurrentHashMap<>();

  private UnpackedLock() {}

  /** Keeps other programs from deleting the folder of that name as long as this process lives. */
  static synchronized void hold(Path folder, String key) throws IOException {
    Path file = folder.resolve(key + SUFFIX);
    while (!HELD.containsKey(file)) {
      FileChannel channel = open(file);
      Object opened = fileKey(file);
      try {
        FileLock unused = channel.lock(0, Long.MAX_VALUE, true);
      } catch (OverlappingFileLockException e) {
        channel.close(); // held by another class loader of this process
        return;
      }
      if (opened != null && Objects.equals(opened, fileKey(file))) {
        HELD.put(file, channel);
      } else {
        channel.close(); // just deleted by another program
      }
    }
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
  }

  /**
   * Runs an action if no program uses the folder of that name, while none can begin to use it;
   * deletes the lock afterwards.
   */
  static void ifUnused(Path lockFile, Action action) throws IOException {
    try (FileChannel channel = open(lockFile);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        action.run();
        Files.deleteIfExists(lockFile);
      }
    } catch (OverlappingFileLockException e) {
      // used by this process
    }
  }

  /** An action on files. */
  interface Action {
    void run() throws IOException;
  }

  private static FileChannel open(Path file) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return FileChannel.open(file, new HashSet<>(options), OwnerOnlyFiles.file(file));
  }

  private static @Nullable Object fileKey(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }
}
