package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.text.Utf8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the command line. A JVM reads arguments in the encoding of the locale and puts a
 * replacement character for what that does not have, so a file name in another encoding would
 * become the name of another file.
 */
final class ArgumentBytes {
  private static final char REPLACEMENT = '\ufffd';

  private ArgumentBytes() {}

  /**
   * Returns for each of the last arguments of this process why it is not what was given; null for
   * those that are.
   *
   * @param last as the JVM has read them
   */
  static List<@Nullable String> problems(List<String> last) {
    boolean isSuspect = false;
    for (String argument : last) {
      isSuspect |= argument.indexOf(REPLACEMENT) >= 0;
    }
    try {
      return problems(
          last, isSuspect ? Files.readAllBytes(Path.of("/proc/self/cmdline")) : new byte[0]);
    } catch (IOException e) {
      return problems(last, new byte[0]); // a system without that file
    }
  }

  /**
   * Returns the same.
   *
   * @param commandLine all arguments of the process, each with a NUL at its end
   */
  static List<@Nullable String> problems(List<String> last, byte[] commandLine) {
    List<byte[]> all = split(commandLine);
    int before = all.size() - last.size();
    List<@Nullable String> problems = new ArrayList<>();
    for (int i = 0; i < last.size(); i++) {
      boolean isSuspect = before >= 0 && last.get(i).indexOf(REPLACEMENT) >= 0;
      problems.add(isSuspect ? problem(last.get(i), all.get(before + i)) : null);
    }
    return problems;
  }

  private static @Nullable String problem(String argument, byte[] bytes) {
    if (Utf8.firstInvalid(bytes, 0, bytes.length) >= 0) {
      return "is not UTF-8, so it cannot be passed on";
    }
    return argument.equals(new String(bytes, UTF_8))
        ? null
        : "the locale cannot express it; set LC_ALL=C.UTF-8";
  }

  private static List<byte[]> split(byte[] commandLine) {
    List<byte[]> all = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < commandLine.length; i++) {
      if (commandLine[i] == 0) {
        all.add(Arrays.copyOfRange(commandLine, start, i));
        start = i + 1;
      }
    }
    return all;
  }
}
