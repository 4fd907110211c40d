package dev.reeve.supervisor.cli;

import dev.reeve.os.UserCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folders in which runs keep what belongs to this user (XDG Base Directory Specification). */
final class StateFolder {
  private static final String NAME = "reeve";

  /** Within each such folder, for the sockets of runs. */
  private static final String SOCKETS = "run";

  private StateFolder() {}

  /** Returns this user's folder for state; null if the environment names no place for it. */
  static @Nullable Path of(Map<String, String> env) {
    Path state = UserCache.absolute(env.get("XDG_STATE_HOME"));
    if (state != null) {
      return state.resolve(NAME);
    }
    Path home = UserCache.absolute(env.get("HOME"));
    return home == null ? null : home.resolve(".local/state").resolve(NAME);
  }

  /** Returns this user's folder in the one for temporary files, which all users share. */
  static Path in(Path temporary) {
    return temporary.resolve(NAME + "-" + System.getProperty("user.name", "user"));
  }

  /** Returns the folders in which a run's socket may be, the best one first. */
  static List<Path> sockets(Map<String, String> env, Path temporary) {
    List<Path> folders = new ArrayList<>();
    Path state = of(env);
    if (state != null) {
      folders.add(state.resolve(SOCKETS));
    }
    Path runtime = UserCache.absolute(env.get("XDG_RUNTIME_DIR"));
    if (runtime != null) {
      folders.add(runtime.resolve(NAME));
    }
    folders.add(in(temporary).resolve(SOCKETS));
    return folders;
  }

  /** Returns those folders for this process. */
  static List<Path> socketsOfThisProcess() {
    return sockets(System.getenv(), Path.of(System.getProperty("java.io.tmpdir")));
  }
}
