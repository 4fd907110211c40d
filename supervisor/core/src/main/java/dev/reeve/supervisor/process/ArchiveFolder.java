package dev.reeve.supervisor.process;

import dev.reeve.os.OwnFolders;
import dev.reeve.os.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The folder of class-data archives, which only its owner may write. An archive's name holds its
 * length and the time of its last change: a JVM crashes on an archive that is truncated or damaged,
 * and checking the content would cost a third of a worker's start. Several runs may use the folder
 * at the same time: an archive appears whole, by a rename, and replaces an earlier one.
 */
final class ArchiveFolder {
  /** Age at which archives of other jars and JVMs are deleted. */
  private static final Duration UNUSED = Duration.ofDays(30);

  /**
   * Time for which no run tries again after an archive could not be made: the reason may have been
   * a busy machine.
   */
  private static final Duration REFUSAL = Duration.ofMinutes(15);

  /** Age at which unfinished archives of killed runs are deleted. */
  private static final Duration UNFINISHED = Duration.ofHours(1);

  private static final String PREFIX = "worker-";
  private static final String LAUNCHERS_PREFIX = "supervisor-";
  private static final String TEMPORARY = ".tmp";
  private static final int PID_DIGITS = 18;
  private static final String REFUSED = "none";

  /** In the name of an archive whose class path has only Reeve's own handlers. */
  private static final String OWN_HANDLERS = "own-";

  private final Path folder;
  private final String stem;
  private final String ending;

  ArchiveFolder(Path folder, String key, ArchiveKind kind) {
    this.folder = folder;
    this.stem = PREFIX + key + "-";
    this.ending = "." + kind.ending();
  }

  /**
   * The content of the folder for the key.
   *
   * @param archive null if there is none
   * @param ownHandlers whether the class path is known to have only Reeve's own handlers
   * @param refused whether an archive could not be made recently
   */
  record Found(@Nullable Path archive, boolean ownHandlers, boolean refused) {}

  /** Looks for the archive, or for the note that none can be made. */
  Found find() {
    Path archive = null;
    boolean refused = false;
    String[] names = folder.toFile().list();
    if (names == null) {
      return new Found(null, false, false);
    }
    try {
      for (String name : names) {
        Path file = folder.resolve(name);
        if (name.contains(TEMPORARY)) {
          deleteIfAbandoned(file, name);
        } else if (name.equals(stem + REFUSED)) {
          refused = isYoung(file);
        } else if (name.startsWith(stem) && name.endsWith(ending) && isWhole(file, name)) {
          archive = file;
        }
      }
      return archive != null && OwnerOnlyFiles.isProtected(folder)
          ? new Found(archive, name(archive).startsWith(stem + OWN_HANDLERS), false)
          : new Found(null, false, refused);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return new Found(null, false, false);
    }
  }

  /** Returns the path for a new archive, and creates the folder. */
  Path temporary() throws IOException {
    Path unused = OwnFolders.create(folder);
    if (!OwnerOnlyFiles.isProtected(folder)) {
      throw new IOException(folder + " is not a folder that belongs to this user alone");
    }
    return folder.resolve(stem + ProcessHandle.current().pid() + TEMPORARY);
  }

  /**
   * Gives a finished archive its name; deletes the archive that it replaces and old files.
   *
   * @param ownHandlers see {@link Found}
   */
  Path keep(Path temporary, boolean ownHandlers) throws IOException {
    OwnerOnlyFiles.restrict(temporary);
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    String infix = ownHandlers ? OWN_HANDLERS : "";
    Path archive = folder.resolve(stem + infix + fingerprint(attributes(temporary)) + ending);
    Files.move(temporary, archive, StandardCopyOption.ATOMIC_MOVE);
    tidy(archive);
    return archive;
  }

  /** Returns the part of the name that changes with every change of the file. */
  private static String fingerprint(BasicFileAttributes attributes) {
    return attributes.size() + "-" + attributes.lastModifiedTime().toMillis();
  }

  /** Returns the path for the last words of the worker that writes the archive. */
  Path lastWordsOf(Path temporary) {
    return Path.of(temporary + ".words");
  }

  /** Returns the path for the report of a crash of that worker. */
  static Path crashReportOf(Path temporary) {
    return Path.of(temporary + ".crash");
  }

  /** Deletes an unfinished archive and the files beside it. */
  void deleteTemporary(Path temporary) throws IOException {
    Files.deleteIfExists(temporary);
    Files.deleteIfExists(lastWordsOf(temporary));
    Files.deleteIfExists(crashReportOf(temporary));
    Files.deleteIfExists(Path.of(temporary + ".config"));
  }

  /**
   * Deletes a file of a killed run: of this class, or of the launcher script, which names its files
   * in the same way.
   */
  private void deleteIfAbandoned(Path file, String name) throws IOException {
    int end = name.indexOf(TEMPORARY);
    int from = end;
    while (from > 0 && Character.isDigit(name.charAt(from - 1))) {
      from--;
    }
    boolean named = from < end && end - from <= PID_DIGITS && isMakersName(name, from);
    if (named
        && ProcessHandle.of(Long.parseLong(name, from, end, 10)).isEmpty()
        && OwnerOnlyFiles.isProtected(folder)) {
      Files.deleteIfExists(file);
    }
  }

  private static boolean isMakersName(String name, int pidAt) {
    char before = pidAt == 0 ? ' ' : name.charAt(pidAt - 1);
    return (name.startsWith(PREFIX) && before == '-')
        || (name.startsWith(LAUNCHERS_PREFIX) && before == '.');
  }

  private static boolean isYoung(Path note) throws IOException {
    Instant made = Files.getLastModifiedTime(note, LinkOption.NOFOLLOW_LINKS).toInstant();
    return made.plus(REFUSAL).isAfter(Files.getLastModifiedTime(Path.of("/proc/self")).toInstant());
  }

  /** Notes that none can be made, so that not every run tries. */
  void refuse() throws IOException {
    Path note = folder.resolve(stem + REFUSED);
    Files.deleteIfExists(note);
    Files.createFile(note);
  }

  private void tidy(Path kept) throws IOException {
    Instant now = Files.getLastModifiedTime(kept).toInstant();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path file : files) {
        if (!file.equals(kept) && isOutdated(file, now)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private boolean isOutdated(Path file, Instant now) throws IOException {
    String name = name(file);
    if (name.startsWith(stem) && name.endsWith(ending)) {
      return true;
    }
    Duration limit = name.contains(TEMPORARY) ? UNFINISHED : UNUSED;
    return attributes(file).lastModifiedTime().toInstant().isBefore(now.minus(limit));
  }

  private boolean isWhole(Path file, String name) throws IOException {
    BasicFileAttributes attributes = attributes(file);
    String infix = name.startsWith(stem + OWN_HANDLERS) ? OWN_HANDLERS : "";
    return attributes.isRegularFile()
        && attributes.size() > 0
        && name.equals(stem + infix + fingerprint(attributes) + ending)
        && OwnerOnlyFiles.isProtected(file);
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
