package dev.reeve.supervisor.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the workers of a run leave their standard error: a folder for each run, named by time and
 * process, below the user's state folder (XDG Base Directory Specification), or below the folder
 * for temporary files where there is no such. It is made by the first line that is written, so a
 * quiet run leaves none. Folders of older runs are removed, all but the last {@value #KEPT}.
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
    Path state = absolute(env.get("XDG_STATE_HOME"));
    Path home = absolute(env.get("HOME"));
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

  /** The specification says that relative paths are to be ignored. */
  private static @Nullable Path absolute(@Nullable String text) {
    return text != null && text.startsWith("/") ? Path.of(text) : null;
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
    try (Stream<Path> entries = Files.list(base)) {
      List<Path> runs =
          entries
              .filter(entry -> entry.getFileName().toString().matches(NAMED_HERE))
              .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
              .sorted(Comparator.comparing(Path::getFileName).reversed())
              .skip(KEPT - 1L)
              .toList();
      runs.forEach(LogFolder::remove);
    } catch (IOException | UncheckedIOException e) {
      // no folder yet, or none that may be read: nothing to tidy
    }
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
