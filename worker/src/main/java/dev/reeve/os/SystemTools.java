package dev.reeve.os;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Programs of the operating system, looked for where they belong and never by {@code PATH}. */
public final class SystemTools {
  private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/bin"));

  /**
   * Internal: {@code -Dreeve.setsid=none} makes this system one without {@code setsid}, so that a
   * test of the whole program can see what then holds.
   */
  private static final String SETSID_PROPERTY = "reeve.setsid";

  private SystemTools() {}

  /** What starts a program in a session of its own; null where the system has nothing. */
  public static @Nullable Path setsid() {
    return "none".equals(System.getProperty(SETSID_PROPERTY)) ? null : find("setsid");
  }

  /** Absolute path of the program; null where the system has none. */
  public static @Nullable Path find(String name) {
    for (Path folder : FOLDERS) {
      Path program = folder.resolve(name);
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    return null;
  }
}
