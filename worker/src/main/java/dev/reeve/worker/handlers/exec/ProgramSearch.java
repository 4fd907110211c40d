package dev.reeve.worker.handlers.exec;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A search for a command's program on the {@code PATH} that the command sets for itself. The JDK
 * would search on the worker's own.
 */
final class ProgramSearch {
  private final String path;
  private final @Nullable Path folder;

  /**
   * @param path folders, divided by colons; an empty one stands for the working directory
   * @param folder working directory of the command; null for the worker's own
   */
  ProgramSearch(String path, @Nullable Path folder) {
    this.path = path;
    this.folder = folder;
  }

  /** Returns the program's file; null if there is none. */
  @Nullable Path find(String program) {
    for (String entry : path.split(":", -1)) {
      try {
        Path file = base().resolve(entry).resolve(program);
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
          return file;
        }
      } catch (InvalidPathException e) {
        // a folder that this JVM cannot name holds no program that it could start
      }
    }
    return null;
  }

  private Path base() {
    return folder == null ? Path.of("").toAbsolutePath() : folder;
  }
}
