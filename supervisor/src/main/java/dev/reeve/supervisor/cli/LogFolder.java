package dev.reeve.supervisor.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the workers of a run leave their standard error: a folder for each run, named by time (UTC)
 * and process, below the user's state folder (XDG Base Directory Specification), or below the
 * folder for temporary files where there is no such. It is made by the first line that is written,
 * so a quiet run leaves none. Folders of older runs are removed, all but the last {@value #KEPT}.
 */
final class LogFolder {
  static final int KEPT = 20;

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /** What this class gives names to, so that it removes nothing else. */
  private static final String NAMED_HERE = "\\d{8}-\\d{6}-\\d+";

  private static final String UID = "unix:uid";

  private LogFolder() {}

  /** The folder for a run that starts now; does not exist yet. */
  static Path forRun(Map<String, String> env, Path temporary, LocalDateTime now, long pid) {
    Path base = base(env, temporary);
    removeOld(base);
    return base.resolve(NAME.format(now) + "-" + pid);
  }

  private static Path base(Map<String, String> env, Path temporary) {
    Path state = CacheFolder.absolute(env.get("XDG_STATE_HOME"));
    Path home = CacheFolder.absolute(env.get("HOME"));
    if (state == null && home != null) {
      state = home.resolve(".local/state");
    }
    Path logs = state == null ? null : state.resolve("reeve/logs");
    if (logs != null && canMake(logs)) {
      return logs;
    }
    Path shared = temporary.resolve("reeve-" + System.getProperty("user.name", "user"));
    return (isOursOrFree(shared) ? shared : unguessable(temporary)).resolve("logs");
  }

  /** In a folder for everybody, somebody may have been there first, to see or to misdirect us. */
  private static boolean isOursOrFree(Path folder) {
    try {
      Object ours = Files.getAttribute(Path.of("/proc/self"), UID);
      return Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)
          || (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
              && ours.equals(Files.getAttribute(folder, UID, LinkOption.NOFOLLOW_LINKS)));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  private static Path unguessable(Path temporary) {
    return temporary.resolve("reeve-" + Long.toHexString(new SecureRandom().nextLong()));
  }

  /** To be told by trying: permissions alone do not say it. */
  private static boolean canMake(Path folder) {
    try {
      Files.createDirectories(folder);
      return Files.isWritable(folder);
    } catch (IOException e) {
      return false;
    }
  }

  /** Room for one more; what can't be removed stays. */
  private static void removeOld(Path base) {
    List<Path> runs = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(base)) {
      for (Path entry : entries) {
        if (isRun(entry)) {
          runs.add(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // no folder yet, or none that may be read: nothing to tidy
    }
    Collections.sort(runs);
    for (Path run : runs.subList(0, Math.max(0, runs.size() - KEPT + 1))) {
      remove(run);
    }
  }

  private static boolean isRun(Path entry) {
    return String.valueOf(entry.getFileName()).matches(NAMED_HERE)
        && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
  }

  /** The files of the folder, which has no folders in it, and the folder. */
  private static void remove(Path run) {
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(run);
    } catch (IOException | UncheckedIOException e) {
      // another run tidies at the same time, or somebody keeps something there
    }
  }
}
