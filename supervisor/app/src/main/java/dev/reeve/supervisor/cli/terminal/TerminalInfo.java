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
 * What this process is connected to.
 *
 * @param outTerminal whether standard output is a terminal
 * @param errTerminal whether standard error is
 * @param outHasReader whether somebody reads standard output, as with a terminal, pipe or socket; a
 *     file has no reader that could go away
 * @param control whether the terminal understands control sequences: lines that are redrawn
 * @param colour whether it may be given colours as well
 * @param unicode whether it shows more than ASCII
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
   * Reads what the environment and the file descriptors tell.
   *
   * @param env the environment
   * @param links what a file descriptor is connected to, as Linux names it; null if unknown
   */
  public static TerminalInfo of(Map<String, String> env, IntFunction<@Nullable String> links) {
    String out = links.apply(1);
    String err = links.apply(2);
    boolean control = !env.getOrDefault("TERM", "").equals("dumb");
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

  /** A pipe with a name is told by that; its kind is in the mode, see inode(7). */
  private static boolean isPipe(Path path) throws IOException {
    return ((int) Files.getAttribute(path, "unix:mode") & KIND) == NAMED_PIPE;
  }

  /**
   * Whether this process was started without standard input. The first file that the JVM opens, one
   * of its own, has its number then, and nobody must take that for tasks.
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

  /** Without Linux's names: whether the JDK sees a terminal at both ends. */
  @SuppressWarnings("SystemConsoleNull") // JDK 22 and later are asked by isTerminal
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
