package dev.reeve.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** Permissions that keep files and folders from other users, where the system has such. */
public final class OwnerOnlyFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  /** Belongs to whom this process runs as, on Linux. */
  private static final Path SELF = Path.of("/proc", Long.toString(ProcessHandle.current().pid()));

  private OwnerOnlyFiles() {}

  /** Fails unless it is a folder that is ours: in a place for all, others may have made it. */
  public static void requireOwnFolder(Path folder) throws IOException {
    boolean isFolder = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    if (!isFolder || (Files.isDirectory(SELF) && !ownerOf(folder).equals(ownerOf(SELF)))) {
      throw new IOException(folder + " is not a folder of this user");
    }
  }

  private static UserPrincipal ownerOf(Path path) throws IOException {
    return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
  }

  public static FileAttribute<?>[] file(Path near) {
    return attributes(near, FILE);
  }

  public static FileAttribute<?>[] folder(Path near) {
    return attributes(near, FOLDER);
  }

  private static FileAttribute<?>[] attributes(Path near, Set<PosixFilePermission> permissions) {
    boolean posix = near.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
