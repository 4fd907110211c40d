package dev.reeve.supervisor.cli;

import java.nio.file.InvalidPathException;
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
    Path cache = absolute(env.getOrDefault("XDG_CACHE_HOME", ""));
    if (cache == null) {
      Path home = absolute(env.getOrDefault("HOME", ""));
      cache = home == null ? null : home.resolve(".cache");
    }
    return cache == null ? null : cache.resolve("reeve");
  }

  /**
   * The specification says that relative paths are to be ignored; so are those that this JVM can't
   * express in its encoding.
   */
  static @Nullable Path absolute(@Nullable String text) {
    try {
      return text != null && text.startsWith("/") ? Path.of(text) : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
