package dev.reeve.supervisor.cli;

import dev.reeve.os.OwnFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder for the standard error of a run's workers. Each run has its own, named by time (UTC)
 * and process, below the user's state folder (XDG Base Directory Specification), or below the
 * folder for temporary files if there is no state folder, or if it is not this user's. The first
 * worker creates it, and it is removed at the end if nothing is in it. Only the last {@value #KEPT}
 * of runs that have ended are kept.
 */
final class LogFolder {
  static final int KEPT = 20;

  private static final int DATE_DIGITS = 8;
  private static final int TIME_DIGITS = 6;

  /** More digits than a process id has, and few enough for a long. */
  private static final int PID_DIGITS = 18;

  private LogFolder() {}

  /** Returns the folder for the run of this process; to be called once. */
  static Path forThisRun(Map<String, String> env) {
    return forRun(
        env,
        Path.of(System.getProperty("java.io.tmpdir")),
        LocalDateTime.now(ZoneOffset.UTC),
        ProcessHandle.current().pid());
  }

  /** Returns the folder for a run that starts now, which does not exist yet; removes old ones. */
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

  /** Creates the folder in which runs have theirs. Nothing is written where others could meddle. */
  private static Path base(Map<String, String> env, Path temporary) {
    Path state = StateFolder.of(env);
    Path own = state == null ? null : created(state.resolve("logs"));
    if (own != null) {
      return own;
    }
    Path shared = created(StateFolder.in(temporary).resolve("logs"));
    return shared != null ? shared : unguessable(temporary);
  }

  private static Path unguessable(Path temporary) {
    String random = Long.toHexString(new SecureRandom().nextLong());
    Path folder = temporary.resolve("reeve-" + random).resolve("logs");
    Path created = created(folder);
    return created == null ? folder : created; // without it the first line tells the reason
  }

  /** Returns null if the folder cannot be created, or other users could write to it. */
  private static @Nullable Path created(Path folder) {
    try {
      Path created = OwnFolders.create(folder);
      return Files.isWritable(created) ? created : null;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return null;
    }
  }

  /** Removes old folders to make room for a new one; ignores those that cannot be removed. */
  private static void removeOld(Path base) {
    List<Path> runs = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(base)) {
      for (Path entry : entries) {
        if (isRun(entry) && hasEnded(entry)) {
          runs.add(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // no folder yet, or not readable: nothing to remove
    }
    if (runs.size() >= KEPT) {
      removeEmpty(runs);
      Collections.sort(runs);
      for (Path run : runs.subList(0, Math.max(0, runs.size() - KEPT + 1))) {
        remove(run);
      }
    }
  }

  /** Removes what killed runs have left, so that it does not displace logs. */
  private static void removeEmpty(List<Path> runs) {
    for (Iterator<Path> each = runs.iterator(); each.hasNext(); ) {
      try {
        Files.delete(each.next());
        each.remove();
      } catch (IOException e) {
        // it holds logs
      }
    }
  }

  private static boolean isRun(Path entry) {
    return isNamedHere(String.valueOf(entry.getFileName()))
        && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
  }

  /** Returns false for the folder of a run that goes on, however many have begun since. */
  private static boolean hasEnded(Path run) {
    String name = String.valueOf(run.getFileName());
    String pid = name.substring(name.lastIndexOf('-') + 1);
    return pid.length() > PID_DIGITS || ProcessHandle.of(Long.parseLong(pid)).isEmpty();
  }

  /** Returns true for names that this class creates, so that nothing else is removed. */
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

  /** Removes the folder and its files; it has no folders in it. */
  private static void remove(Path run) {
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(run);
    } catch (IOException | UncheckedIOException e) {
      // another run removes it at the same time, or it holds something else
    }
  }
}
