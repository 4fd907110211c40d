package dev.reeve.supervisor.cli;

import dev.reeve.os.UserCache;
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
    return UserCache.of(env);
  }
}
