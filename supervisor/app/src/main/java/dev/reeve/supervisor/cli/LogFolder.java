package dev.reeve.supervisor.cli;

import dev.reeve.os.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

  private static final int DATE_DIGITS = 8;
  private static final int TIME_DIGITS = 6;

  private LogFolder() {}

  /** The folder for a run that starts now; does not exist yet. */
  static Path forRun(Map<String, String> env, Path temporary, LocalDateTime now, long pid) {
    Path base = base(env, temporary);
    removeOld(base);
    return base.resolve(name(now) + "-" + pid);
  }

  private static String name(LocalDateTime time) {
    int date = (time.getYear() * 100 + time.getMonthValue()) * 100 + time.getDayOfMonth();
    int clock = (time.getHour() * 100 + time.getMinute()) * 100 + time.getSecond();
    return date + "-" + Integer.toString(1_000_000 + clock).substring(1);
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
      return Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)
          || (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && OwnerOnlyFiles.isOwn(folder));
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
    return isNamedHere(String.valueOf(entry.getFileName()))
        && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
  }

  /** What this class gives names to, so that it removes nothing else. */
  private static boolean isNamedHere(String name) {
    String[] parts = name.split("-", -1);
    return parts.length == 3
        && parts[0].length() == DATE_DIGITS
        && parts[1].length() == TIME_DIGITS
        && isNumber(parts[0])
        && isNumber(parts[1])
        && isNumber(parts[2]);
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
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
