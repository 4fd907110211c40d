package dev.reeve.os;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Programs of the operating system, found in its own folders and never by {@code PATH}. */
public final class SystemTools {
  private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/bin"));

  /**
   * Internal: {@code -Dreeve.setsid=none} makes this system look like one without {@code setsid},
   * so that tests can run the whole program on such a system.
   */
  private static final String SETSID_PROPERTY = "reeve.setsid";

  private SystemTools() {}

  /** Returns the program that starts another in a session of its own; null if there is none. */
  public static @Nullable Path setsid() {
    return "none".equals(System.getProperty(SETSID_PROPERTY)) ? null : find("setsid");
  }

  /** Returns the absolute path of the program; null if this system does not have it. */
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
