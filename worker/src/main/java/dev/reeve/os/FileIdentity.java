package dev.reeve.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * An existing file as the system knows it, whatever its names are: device and inode. Two names of
 * one file, such as hard links, have equal identities.
 *
 * @param key device and inode
 * @param special whether it is neither a regular file nor a folder but a device, a pipe or a socket
 */
public record FileIdentity(Object key, boolean special) {
  private static final int KIND = 0170000;
  private static final int NAMED_PIPE = 0010000;

  /**
   * Returns the identity of a file; null if there is none, it cannot be looked at, or the file
   * system has no identities.
   */
  public static @Nullable FileIdentity of(Path file, LinkOption... options) {
    try {
      return of(Files.readAttributes(file, BasicFileAttributes.class, options));
    } catch (IOException | SecurityException e) {
      return null;
    }
  }

  /** Returns the identity that the attributes tell; null if they tell none. */
  public static @Nullable FileIdentity of(BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return key == null ? null : new FileIdentity(key, attributes.isOther());
  }

  /** Returns whether the file is a pipe, with a name or without; see inode(7). */
  public static boolean isPipe(Path file) {
    try {
      return ((int) Files.getAttribute(file, "unix:mode") & KIND) == NAMED_PIPE;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }
}
