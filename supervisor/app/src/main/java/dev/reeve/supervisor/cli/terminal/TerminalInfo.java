package dev.reeve.supervisor.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Facts about the streams of this process and the terminal behind them.
 *
 * @param outTerminal whether standard output is a terminal
 * @param errTerminal whether standard error is a terminal
 * @param outHasReader whether standard output has a reader that can go away, as a terminal, pipe or
 *     socket has and a file has not
 * @param control whether the terminal understands control sequences, so that lines can be redrawn
 * @param colour whether colours may be used
 * @param unicode whether characters beyond ASCII can be shown
 */
public record TerminalInfo(
    boolean outTerminal,
    boolean errTerminal,
    boolean outHasReader,
    boolean control,
    boolean colour,
    boolean unicode) {

  private static final String PIPE = "pipe:";
  private static final int KIND = 0170000;
  private static final int NAMED_PIPE = 0010000;

  static TerminalInfo ofThisProcess() {
    return of(System.getenv(), TerminalInfo::linkOf);
  }

  /**
   * Returns the facts that the environment and the file descriptors tell.
   *
   * @param env the environment
   * @param links Linux's name for what a file descriptor is connected to; null if unknown
   */
  public static TerminalInfo of(Map<String, String> env, IntFunction<@Nullable String> links) {
    String out = links.apply(1);
    String err = links.apply(2);
    String term = env.getOrDefault("TERM", "");
    boolean control = !term.isEmpty() && !term.equals("dumb");
    boolean colour = control && env.getOrDefault("NO_COLOR", "").isEmpty();
    return new TerminalInfo(
        isTerminal(out), isTerminal(err), hasReader(out), control, colour, isUnicode(env));
  }

  private static @Nullable String linkOf(int descriptor) {
    Path path = Path.of("/proc/self/fd/" + descriptor);
    try {
      String link = Files.readSymbolicLink(path).toString();
      return isPipe(path) ? PIPE + link : link;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return null;
    }
  }

  /** Detects named pipes too, whose links are their names, by the mode; see inode(7). */
  private static boolean isPipe(Path path) throws IOException {
    return ((int) Files.getAttribute(path, "unix:mode") & KIND) == NAMED_PIPE;
  }

  /**
   * Returns true if this process was started without standard input. The first file that the JVM
   * opens then gets its descriptor, and must not be read as tasks.
   */
  static boolean isInputClosed() {
    String link = linkOf(0);
    return link != null && Path.of(link).startsWith(System.getProperty("java.home"));
  }

  private static boolean isTerminal(@Nullable String link) {
    if (link == null) {
      return hasConsole();
    }
    return link.startsWith("/dev/pts/")
        || link.startsWith("/dev/tty")
        || link.equals("/dev/console");
  }

  /** Returns true if the JDK sees a terminal at both ends; used where Linux's names are missing. */
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

  private static boolean hasReader(@Nullable String link) {
    return link == null || isTerminal(link) || link.startsWith(PIPE) || link.startsWith("socket:");
  }

  private static boolean isUnicode(Map<String, String> env) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = env.getOrDefault(name, "");
      if (!value.isEmpty()) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.contains("utf-8") || lower.contains("utf8");
      }
    }
    return false;
  }
}
