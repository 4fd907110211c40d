package dev.reeve.os;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A folder of files that belongs to one process and goes with it. Its name contains the process's
 * id, start time and name space, by which {@link AbandonedFolders} tells the folder of a killed
 * process from that of a running one. Any thread.
 */
public final class ProcessFolder {
  private final Path path;

  ProcessFolder(Path path) {
    this.path = path;
  }

  /**
   * Returns a new folder of this process, which is not created yet.
   *
   * @param base folder that contains such folders
   * @param prefix beginning of the name, which tells the purpose
   */
  public static ProcessFolder ofThisProcess(Path base, String prefix) {
    return of(base, prefix, ProcessHandle.current().pid());
  }

  static ProcessFolder of(Path base, String prefix, long pid) {
    String name = name(prefix, pid, ProcessStart.of(pid), ProcessStart.namespace());
    String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return new ProcessFolder(base.resolve(name + random));
  }

  static String name(String prefix, long pid, long start, long namespace) {
    return prefix + pid + '-' + start + '-' + namespace + '-';
  }

  /** Returns the path of the folder, which need not exist yet. */
  public Path path() {
    return path;
  }

  /** Creates the folder, for this user only, if it does not exist. */
  public static void create(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, OwnerOnlyFiles.folder(folder));
    } catch (FileAlreadyExistsException e) {
      OwnerOnlyFiles.requireOwnFolder(folder);
    }
  }

  /** Deletes the folder and its files. Processes that have mapped a file keep its memory. */
  public void delete() throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Files.deleteIfExists(path);
  }
}
