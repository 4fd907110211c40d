package dev.reeve.supervisor.cli;

import dev.reeve.os.OwnFolders;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder of this user's class-data archives, below the cache folder (XDG Base Directory
 * Specification). The variable {@code REEVE_ARCHIVE=off} switches archives off.
 */
final class CacheFolder {
  private static final String SWITCH = "REEVE_ARCHIVE";
  private static final String OFF = "off";

  private CacheFolder() {}

  /**
   * Returns the folder, which may not exist yet; null if archives are off, or there is no place
   * that is this user's own: what root makes in another user's home would be in that user's way.
   */
  static @Nullable Path of(Map<String, String> env) {
    if (OFF.equals(env.get(SWITCH))) {
      return null;
    }
    Path cache = absolute(env.getOrDefault("XDG_CACHE_HOME", ""));
    if (cache == null) {
      Path home = absolute(env.getOrDefault("HOME", ""));
      cache = home == null ? null : home.resolve(".cache");
    }
    Path folder = cache == null ? null : cache.resolve("reeve");
    return folder != null && OwnFolders.isSafe(folder) ? folder : null;
  }

  /**
   * Returns the path if it is absolute, else null: the specification says that relative paths must
   * be ignored. Paths that this JVM cannot encode are ignored too.
   */
  static @Nullable Path absolute(@Nullable String text) {
    try {
      return text != null && text.startsWith("/") ? Path.of(text) : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
