package dev.reeve.supervisor.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Programs of the operating system, looked for where they belong and never by {@code PATH}. */
final class SystemTools {
  private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/bin"));

  private SystemTools() {}

  /** Absolute path of the program; null where the system has none. */
  static @Nullable Path find(String name) {
    return FOLDERS.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
