package dev.reeve.shared.memory;

import dev.reeve.os.OwnerOnlyFiles;
import dev.reeve.os.ProcessStart;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folders of shared memory that killed supervisors have left behind. */
public final class AbandonedFolders {
  /** Parts of a folder's name after its prefix: pid, start, name space, random. */
  private static final int NAME_PARTS = 4;

  private AbandonedFolders() {}

  /**
   * Removes the folders of supervisors that have ended, on a thread of its own. The folders of
   * running supervisors stay, and so do those of other users and of processes in another name
   * space, of which nothing is known here.
   */
  public static void removeAll() {
    List<Path> folders = candidates(MemoryFolder.base());
    if (!folders.isEmpty()) {
      Thread sweeper = new Thread(() -> remove(folders), "reeve-sweeper");
      sweeper.setDaemon(true);
      sweeper.start();
    }
  }

  static void removeAll(Path base) {
    remove(candidates(base));
  }

  private static List<Path> candidates(Path base) {
    List<Path> found = new ArrayList<>();
    String[] names = new File(base.toString()).list();
    for (String name : names == null ? new String[0] : names) {
      if (name.startsWith(MemoryFolder.PREFIX)) {
        found.add(base.resolve(name));
      }
    }
    return found;
  }

  private static void remove(List<Path> folders) {
    long namespace = ProcessStart.namespace();
    for (Path folder : folders) {
      if (isAbandoned(String.valueOf(folder.getFileName()), namespace)) {
        delete(folder);
      }
    }
  }

  private static boolean isAbandoned(String name, long namespace) {
    String[] parts = name.substring(MemoryFolder.PREFIX.length()).split("-", NAME_PARTS);
    try {
      return parts.length == NAME_PARTS
          && Long.parseLong(parts[2]) == namespace
          && ProcessStart.isGone(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void delete(Path folder) {
    try {
      if (OwnerOnlyFiles.isOwn(folder)) { // another user could put a link in its place
        new MemoryFolder(folder).delete();
      }
    } catch (IOException e) {
      // another supervisor is removing it as well
    }
  }
}
