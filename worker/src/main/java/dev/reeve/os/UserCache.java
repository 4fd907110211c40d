package dev.reeve.os;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reeve's folder in the cache folder of this user (XDG Base Directory Specification). */
public final class UserCache {
  private UserCache() {}

  /**
   * Returns the folder, which may not exist yet; null if there is no place that is this user's own:
   * what root makes in another user's home would be in that user's way.
   */
  public static @Nullable Path of(Map<String, String> env) {
    Path cache = absolute(env.getOrDefault("XDG_CACHE_HOME", ""));
    if (cache == null) {
      Path home = absolute(env.getOrDefault("HOME", ""));
      cache = home == null ? null : home.resolve(".cache");
    }
    Path folder = cache == null ? null : cache.resolve("reeve");
    return folder != null && OwnFolders.isSafe(folder) ? folder : null;
  }

  /**
   * As {@link #of}, with a folder of this user's name among the temporary files instead of null.
   */
  public static Path orTemporary(Map<String, String> env) {
    Path folder = of(env);
    return folder == null
        ? Path.of(System.getProperty("java.io.tmpdir"), "reeve-" + System.getProperty("user.name"))
        : folder;
  }

  /**
   * Returns the path if it is absolute, else null: the specification says that relative paths must
   * be ignored. Paths that this JVM cannot encode are ignored too.
   */
  public static @Nullable Path absolute(@Nullable String text) {
    try {
      return text != null && text.startsWith("/") ? Path.of(text) : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
