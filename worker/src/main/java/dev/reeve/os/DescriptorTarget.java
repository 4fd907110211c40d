package dev.reeve.os;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What an open descriptor of this process is connected to. */
public final class DescriptorTarget {
  private static final String PIPE = "pipe:";

  private DescriptorTarget() {}

  /**
   * Returns Linux's name for what a descriptor is connected to; null if unknown. The names of pipes
   * begin with {@code pipe:}, also of those that have a name in the file system.
   */
  public static @Nullable String of(int descriptor) {
    Path path = Path.of("/proc/self/fd/" + descriptor);
    try {
      String link = Files.readSymbolicLink(path).toString();
      return FileIdentity.isPipe(path) ? PIPE + link : link;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return null;
    }
  }

  /** Returns whether a name that {@link #of} has returned is that of a pipe. */
  public static boolean isPipe(String name) {
    return name.startsWith(PIPE);
  }

  /**
   * Returns whether a name that {@link #of} has returned is that of a terminal; of null, whether
   * the JDK sees a terminal at both ends.
   */
  public static boolean isTerminal(@Nullable String name) {
    if (name == null) {
      return hasConsole();
    }
    return name.startsWith("/dev/pts/")
        || name.startsWith("/dev/tty")
        || name.equals("/dev/console");
  }

  @SuppressWarnings("SystemConsoleNull") // on JDK 22 and later, isTerminal decides
  private static boolean hasConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
