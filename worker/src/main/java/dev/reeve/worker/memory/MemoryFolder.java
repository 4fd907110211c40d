package dev.reeve.worker.memory;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of one supervisor's shared memory, in {@code /dev/shm} where that exists. Its name
 * says whose it is: number and start of the process, and the name space of both; so what a killed
 * supervisor left behind can be told from what a living one needs. It is there from its first file
 * on.
 */
public final class MemoryFolder {
  private static final Path IN_MEMORY = Path.of("/dev/shm");
  private static final Pattern NAME = Pattern.compile("reeve-(\\d+)-(\\d+)-(\\d+)-[0-9a-f]{16}");

  private final Path path;

  MemoryFolder(Path path) {
    this.path = path;
  }

  /** A new one for this process; nothing is made yet. */
  public static MemoryFolder ofThisProcess() {
    return of(base(), ProcessHandle.current().pid());
  }

  static MemoryFolder of(Path base, long pid) {
    String name =
        String.format(
            "reeve-%d-%d-%d-%016x",
            pid, ProcessStart.of(pid), ProcessStart.namespace(), new SecureRandom().nextLong());
    return new MemoryFolder(base.resolve(name));
  }

  /** Where such folders are. */
  public static Path base() {
    return Files.isDirectory(IN_MEMORY) && Files.isWritable(IN_MEMORY)
        ? IN_MEMORY
        : Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
  }

  /** Where it is, or will be. */
  public Path path() {
    return path;
  }

  /** Makes the folder if it is not there, for this user alone. */
  static void make(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, OwnFiles.folder(folder));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }

  /** Removes it with all that is in it; those who have mapped a file keep it. */
  public void delete() throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(path);
  }

  /** Removes the folders of supervisors that are no more; what can't be removed is left. */
  public static void sweep() {
    sweep(base());
  }

  static void sweep(Path base) {
    long namespace = ProcessStart.namespace();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, "reeve-*")) {
      for (Path folder : folders) {
        if (isLeftOver(folder, namespace)) {
          new MemoryFolder(folder).deleteIfPossible();
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // what can't be looked at can't be swept
    }
  }

  private void deleteIfPossible() {
    try {
      delete();
    } catch (IOException | DirectoryIteratorException e) {
      // of another user, or being removed by another supervisor just now
    }
  }

  /** Of a process in another name space nothing can be known. */
  private static boolean isLeftOver(Path folder, long namespace) {
    Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
    return name.matches()
        && Long.parseLong(name.group(3)) == namespace
        && ProcessStart.isGone(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)));
  }
}
