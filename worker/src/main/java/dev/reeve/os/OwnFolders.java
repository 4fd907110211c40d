package dev.reeve.os;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Folders in which no other user but root can create, replace or redirect anything. Every component
 * of the path is looked at: each must belong to this user or to root, and no other user may write
 * to it, except to a folder with the sticky bit such as {@code /tmp}. A symbolic link is followed
 * only if its owner is this user or root, and the path behind it is checked in the same way. This
 * is the rule by which sshd judges {@code authorized_keys}. Systems without {@code /proc} are not
 * checked.
 */
public final class OwnFolders {
  private static final Path SELF = Path.of("/proc/self");
  private static final int ROOT = 0;

  /** Bits of a mode; see inode(7). */
  private static final int TYPE = 0170000;

  private static final int LINK = 0120000;
  private static final int FOLDER = 0040000;
  private static final int STICKY = 01000;
  private static final int GROUP_WRITES = 0020;
  private static final int OTHERS_WRITE = 0002;

  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private final boolean creates;
  private final int user;
  private final int group;
  private final Deque<Path> left = new ArrayDeque<>();
  private Path at = Path.of("/");
  private boolean isOwn;
  private boolean isShared;
  private int links;

  private OwnFolders(boolean creates) throws IOException {
    this.creates = creates;
    Map<String, Object> self = Files.readAttributes(SELF, "unix:uid,gid");
    this.user = number(self, "uid");
    this.group = number(self, "gid");
  }

  /**
   * Creates the folder, and those above it, for this user only, as far as they do not exist.
   *
   * @return its path without links
   * @throws IOException if it is not safe, or cannot be created; the message tells the component
   */
  public static Path create(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    if (!Files.isDirectory(SELF)) {
      return Files.createDirectories(absolute, OwnerOnlyFiles.folder(absolute));
    }
    return new OwnFolders(true).walk(absolute);
  }

  /** Returns true if the folder is safe, or could be created in safe folders. */
  public static boolean isSafe(Path folder) {
    try {
      if (Files.isDirectory(SELF)) {
        Path unused = new OwnFolders(false).walk(folder.toAbsolutePath());
      }
      return true;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  private Path walk(Path absolute) throws IOException {
    look(at);
    absolute.forEach(left::add);
    while (!left.isEmpty()) {
      String name = left.remove().toString();
      if (name.equals("..")) {
        at = at.getParent() == null ? at : at.getParent();
        look(at);
      } else if (!name.equals(".")) {
        step(at.resolve(name));
      }
    }
    if (!isOwn) {
      throw refused(at, "belongs to another user");
    }
    return at;
  }

  private void step(Path next) throws IOException {
    try {
      enter(next);
    } catch (NoSuchFileException e) {
      createIn(next);
    }
  }

  private void enter(Path next) throws IOException {
    if (look(next) != LINK) {
      at = next;
      return;
    }
    if (++links > MOST_LINKS) {
      throw refused(next, "leads through too many links");
    }
    Path target = Files.readSymbolicLink(next);
    Deque<Path> behind = new ArrayDeque<>(left);
    left.clear();
    target.forEach(left::add);
    left.addAll(behind);
    at = target.isAbsolute() ? Path.of("/") : at;
    look(at);
  }

  /** Checks a component and returns its type. */
  private int look(Path path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
    int mode = number(attributes, "mode");
    boolean mine = number(attributes, "uid") == user;
    if (!mine && number(attributes, "uid") != ROOT) {
      throw refused(path, "belongs to another user");
    }
    int type = mode & TYPE;
    if (type == FOLDER) {
      isOwn = mine;
      isShared = (mode & STICKY) != 0;
      boolean byGroup = (mode & GROUP_WRITES) != 0 && number(attributes, "gid") != group;
      if (!isShared && (byGroup || (mode & OTHERS_WRITE) != 0)) {
        throw refused(path, "can be written by other users");
      }
    } else if (type != LINK) {
      throw refused(path, "is not a folder");
    }
    return type;
  }

  private static int number(Map<String, Object> attributes, String name) throws IOException {
    if (attributes.get(name) instanceof Integer number) {
      return number;
    }
    throw new IOException("the system tells no " + name);
  }

  private void createIn(Path next) throws IOException {
    if (!isOwn && !isShared) {
      throw refused(at, "belongs to another user, so nothing is created in it");
    }
    if (creates) {
      try {
        Files.createDirectory(next, OwnerOnlyFiles.folder(next));
      } catch (FileAlreadyExistsException e) {
        // another process of this user may be as fast; the look tells who it was
      }
      enter(next);
    } else {
      left.clear();
      isOwn = true;
    }
  }

  private static IOException refused(Path path, String why) {
    return new IOException(path + " " + why);
  }
}
