package dev.reeve.shared.memory;

import dev.reeve.os.ProcessStart;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What supervisors left behind that were killed. */
public final class AbandonedFolders {
  private static final int PARTS = 4;

  private AbandonedFolders() {}

  /**
   * Removes the folders of supervisors that are no more, if there are any, on a thread of its own.
   * Those of the living stay, and those of other users and of processes that can't be seen from
   * here.
   */
  public static void sweep() {
    List<Path> folders = candidates(MemoryFolder.base());
    if (!folders.isEmpty()) {
      Thread sweeper = new Thread(() -> sweep(folders), "reeve-sweeper");
      sweeper.setDaemon(true);
      sweeper.start();
    }
  }

  static void sweep(Path base) {
    sweep(candidates(base));
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

  private static void sweep(List<Path> folders) {
    long namespace = ProcessStart.namespace();
    for (Path folder : folders) {
      if (isLeftOver(String.valueOf(folder.getFileName()), namespace)) {
        delete(folder);
      }
    }
  }

  /** Of a process in another name space nothing can be known. */
  private static boolean isLeftOver(String name, long namespace) {
    String[] parts = name.substring(MemoryFolder.PREFIX.length()).split("-", PARTS);
    try {
      return parts.length == PARTS
          && Long.parseLong(parts[2]) == namespace
          && ProcessStart.isGone(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void delete(Path folder) {
    try {
      new MemoryFolder(folder).delete();
    } catch (IOException e) {
      // of another user, or being removed by another supervisor just now
    }
  }
}
