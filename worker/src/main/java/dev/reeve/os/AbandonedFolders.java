package dev.reeve.os;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@linkplain ProcessFolder folders} that killed processes have left behind. */
public final class AbandonedFolders {
  /** Parts of a folder's name after its prefix: pid, start, name space, random. */
  private static final int NAME_PARTS = 4;

  private AbandonedFolders() {}

  /**
   * Removes the folders of processes that have ended, on a thread of its own. The folders of
   * running processes stay, and so do those of other users and of processes in another name space,
   * of which nothing is known here.
   *
   * @param base folder that contains them
   * @param prefix beginning of their names
   */
  public static void removeLater(Path base, String prefix) {
    List<Path> folders = candidates(base, prefix);
    if (!folders.isEmpty()) {
      Thread sweeper = new Thread(() -> remove(folders, prefix), "reeve-sweeper");
      sweeper.setDaemon(true);
      sweeper.start();
    }
  }

  static void remove(Path base, String prefix) {
    remove(candidates(base, prefix), prefix);
  }

  private static List<Path> candidates(Path base, String prefix) {
    List<Path> found = new ArrayList<>();
    String[] names = new File(base.toString()).list();
    for (String name : names == null ? new String[0] : names) {
      if (name.startsWith(prefix)) {
        found.add(base.resolve(name));
      }
    }
    return found;
  }

  private static void remove(List<Path> folders, String prefix) {
    long namespace = ProcessStart.namespace();
    for (Path folder : folders) {
      String name = String.valueOf(folder.getFileName());
      if (isAbandoned(name.substring(prefix.length()), namespace)) {
        delete(folder);
      }
    }
  }

  private static boolean isAbandoned(String owner, long namespace) {
    String[] parts = owner.split("-", NAME_PARTS);
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
        new ProcessFolder(folder).delete();
      }
    } catch (IOException e) {
      // another process is removing it as well
    }
  }
}
