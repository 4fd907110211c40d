package dev.reeve.supervisor.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where this user's class-data archives are kept, below the cache folder (XDG Base Directory
 * Specification). The variable {@code REEVE_ARCHIVE=off} says that there shall be none.
 */
final class CacheFolder {
  private static final String SWITCH = "REEVE_ARCHIVE";
  private static final String OFF = "off";

  private CacheFolder() {}

  /** Null if there is no such place; the folder may not exist yet. */
  static @Nullable Path of(Map<String, String> env) {
    if (OFF.equals(env.get(SWITCH))) {
      return null;
    }
    String cache = env.getOrDefault("XDG_CACHE_HOME", "");
    if (cache.startsWith("/")) { // the specification says that relative paths are to be ignored
      return Path.of(cache, "reeve");
    }
    String home = env.getOrDefault("HOME", "");
    return home.startsWith("/") ? Path.of(home, ".cache", "reeve") : null;
  }
}
