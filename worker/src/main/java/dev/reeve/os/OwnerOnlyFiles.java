package dev.reeve.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files and folders that only their owner may read and write. */
public final class OwnerOnlyFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  /** Belongs to the user as whom this process runs, on Linux. */
  private static final Path SELF = Path.of("/proc/self");

  /** The bits of a mode that let the group and others write; see inode(7). */
  private static final int WRITABLE_BY_OTHERS = 0022;

  private OwnerOnlyFiles() {}

  /** Returns whether the file system of this path has permissions. */
  public static boolean areSupported(Path near) {
    return near.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Returns attributes for creating a file; none if the file system has no permissions. */
  public static FileAttribute<?>[] file(Path near) {
    return attributes(near, FILE);
  }

  /** Returns attributes for creating a folder; none if the file system has no permissions. */
  public static FileAttribute<?>[] folder(Path near) {
    return attributes(near, FOLDER);
  }

  /** Changes the permissions of an existing file. */
  public static void restrict(Path file) throws IOException {
    Files.setPosixFilePermissions(file, FILE);
  }

  /**
   * Requires a folder of this user. In a folder for all users, another one may have made it first.
   *
   * @throws IOException if it is not a folder or, on Linux, belongs to another user
   */
  public static void requireOwnFolder(Path folder) throws IOException {
    boolean isFolder = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    if (!isFolder || (Files.isDirectory(SELF) && !isOwn(folder))) {
      throw new IOException(folder + " is not a folder of this user");
    }
  }

  /**
   * Returns whether the path belongs to this user. A symbolic link is not followed.
   *
   * @throws IOException if there is no such file, or this system is not Linux
   */
  public static boolean isOwn(Path path) throws IOException {
    return isOwner(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Returns whether the path belongs to this user, is not a symbolic link, and no other user may
   * write to it.
   *
   * @throws IOException if there is no such file, or this system is not Linux
   */
  public static boolean isProtected(Path path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    return !Files.isSymbolicLink(path)
        && isOwner(attributes.get("uid"))
        && attributes.get("mode") instanceof Integer mode
        && (mode & WRITABLE_BY_OTHERS) == 0;
  }

  private static boolean isOwner(@Nullable Object uid) throws IOException {
    return Files.getAttribute(SELF, "unix:uid").equals(uid);
  }

  private static FileAttribute<?>[] attributes(Path near, Set<PosixFilePermission> permissions) {
    return areSupported(near)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
