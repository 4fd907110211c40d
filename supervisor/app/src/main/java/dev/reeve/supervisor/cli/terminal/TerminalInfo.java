package dev.reeve.supervisor.cli.terminal;

import dev.reeve.os.DescriptorTarget;
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

  private static final String NOWHERE = "/dev/null";

  /** Access modes of open(2). */
  private static final int READ_ONLY = 0;

  private static final int WRITE_ONLY = 1;

  static TerminalInfo ofThisProcess() {
    return of(System.getenv(), DescriptorTarget::of);
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
        DescriptorTarget.isTerminal(out),
        DescriptorTarget.isTerminal(err),
        hasReader(out),
        control,
        colour,
        isUnicode(env));
  }

  /** Returns whether this process's standard input is a terminal. */
  static boolean isInputTerminal() {
    return DescriptorTarget.isTerminal(DescriptorTarget.of(0));
  }

  /**
   * Returns true if this process was started without standard input. The first file that the JVM
   * opens then gets its descriptor, and must not be read as tasks; or the launcher has put a {@code
   * /dev/null} there that cannot be read.
   */
  static boolean isInputClosed() {
    String link = DescriptorTarget.of(0);
    return isOfJvm(link) || (NOWHERE.equals(link) && accessMode(0) == WRITE_ONLY);
  }

  /**
   * Returns true if this process was started without standard output. A file of the JVM has its
   * descriptor then, or a {@code /dev/null} of the launcher that cannot be written to. If standard
   * input was closed too, the JVM's file has that descriptor, and Java puts {@code /dev/null} in
   * the place of this one when it closes a file that got it.
   */
  static boolean isOutputClosed() {
    String link = DescriptorTarget.of(1);
    return isOfJvm(link)
        || (NOWHERE.equals(link)
            && (accessMode(1) == READ_ONLY || isOfJvm(DescriptorTarget.of(0))));
  }

  private static boolean isOfJvm(@Nullable String link) {
    return link != null && link.startsWith(System.getProperty("java.home") + "/");
  }

  /** Returns the last digit of the flags of open(2), which are octal; -1 if unknown. */
  private static int accessMode(int descriptor) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo/" + descriptor))) {
        if (line.startsWith("flags:")) {
          return line.charAt(line.length() - 1) - '0';
        }
      }
    } catch (IOException e) {
      // unknown, so reading or writing will tell
    }
    return -1;
  }

  private static boolean hasReader(@Nullable String link) {
    return link == null
        || DescriptorTarget.isTerminal(link)
        || DescriptorTarget.isPipe(link)
        || link.startsWith("socket:");
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
