package dev.reeve.supervisor.classes;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Deletes what was unpacked of jars that are gone or have changed, or that were not used for a
 * month, unless a program uses it; also what killed programs left unfinished.
 */
final class UnpackedTidying {
  /** In each folder, the file that tells the path of the jar. */
  static final String SOURCE = "source";

  private static final String UNFINISHED = ".tmp-";
  private static final Duration UNUSED = Duration.ofDays(30);
  private static final int PID_DIGITS = 18;

  private final Path folder;

  UnpackedTidying(Path folder) {
    this.folder = folder;
  }

  /** Returns the beginning of the name of a folder that is not finished. */
  static String unfinished(Path target) {
    return target + UNFINISHED + ProcessHandle.current().pid() + "-";
  }

  /** Does what can be done; the rest is left to the next program. */
  void run() {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path each : all) {
        tidy(each, String.valueOf(each.getFileName()));
      }
    } catch (IOException | RuntimeException e) {
      // nothing of it is needed for this run
    }
  }

  private void tidy(Path path, String name) throws IOException {
    if (name.contains(UNFINISHED)) {
      if (isAbandoned(name)) {
        delete(path);
      }
    } else if (name.endsWith(UnpackedLock.SUFFIX)) {
      String key = name.substring(0, name.length() - UnpackedLock.SUFFIX.length());
      Path unpacked = folder.resolve(key);
      if (isOutdated(path, unpacked, key)) {
        UnpackedLock.ifUnused(path, () -> delete(unpacked));
      }
    }
  }

  private static boolean isAbandoned(String name) {
    String from = name.substring(name.indexOf(UNFINISHED) + UNFINISHED.length());
    int end = from.indexOf('-');
    return end > 0
        && end <= PID_DIGITS
        && from.chars().limit(end).allMatch(Character::isDigit)
        && ProcessHandle.of(Long.parseLong(from, 0, end, 10)).isEmpty();
  }

  private static boolean isOutdated(Path lock, Path unpacked, String key) throws IOException {
    Instant used = Files.getLastModifiedTime(lock).toInstant();
    if (used.isBefore(Instant.now().minus(UNUSED))) {
      return true;
    }
    Path source = unpacked.resolve(SOURCE);
    if (!Files.exists(source)) {
      return false; // about to be unpacked
    }
    Path jar = Path.of(Files.readString(source));
    return !Files.exists(jar) || !key.startsWith(JarKey.of(jar));
  }

  /** Deletes a folder of files, if it exists. */
  static void delete(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(path);
  }
}
