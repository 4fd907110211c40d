package dev.reeve.supervisor.results;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Permissions of what Reeve creates: its owner alone can read it. */
final class OwnerOnly {
  private OwnerOnly() {}

  /** Attributes for creating a file; none where the file system has no such permissions. */
  static FileAttribute<?>[] file(Path path) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }
}
