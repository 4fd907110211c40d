package dev.reeve.os;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The size of a terminal. Java cannot ask for it, but the program {@code stty} can. */
public final class TerminalSize {
  private static final long LIMIT_MILLIS = 1_000;

  private TerminalSize() {}

  /**
   * Returns the number of columns of the terminal behind a descriptor of this process; 0 if it is
   * not known. Takes some milliseconds.
   */
  public static int columns(int descriptor) {
    Path stty = SystemTools.find("stty");
    if (stty == null) {
      return 0;
    }
    try {
      Process process =
          new ProcessBuilder(stty.toString(), "size")
              .redirectInput(new File("/proc/self/fd/" + descriptor))
              .redirectError(Redirect.DISCARD)
              .start();
      return read(process);
    } catch (IOException e) {
      return 0;
    }
  }

  private static int read(Process process) throws IOException {
    try {
      if (!process.waitFor(LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
        return 0;
      }
      return parse(new String(process.getInputStream().readAllBytes(), US_ASCII));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } finally {
      process.destroy();
    }
  }

  /** Parses rows and columns; returns 0 if there are none. */
  static int parse(String size) {
    String[] numbers = size.strip().split(" ", -1);
    try {
      return numbers.length == 2 ? Integer.parseInt(numbers[1]) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
