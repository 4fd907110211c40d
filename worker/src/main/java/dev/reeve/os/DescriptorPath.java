package dev.reeve.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Names of files that stand for open descriptors of this process: {@code /dev/stdout}, {@code
 * /dev/fd/3}, {@code /proc/self/fd/3}, and symbolic links to these.
 */
public final class DescriptorPath {
  private static final String[] FOLDERS = {
    "/dev/fd/", "/proc/self/fd/", "/proc/" + ProcessHandle.current().pid() + "/fd/"
  };

  private DescriptorPath() {}

  /** Returns the number of the descriptor that the path stands for; -1 if it is another file. */
  public static int number(Path path) {
    int number = ofName(absolute(path));
    return number >= 0 ? number : ofLink(path);
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  private static int ofLink(Path path) {
    try {
      return Files.isSymbolicLink(path)
          ? ofName(absolute(path.resolveSibling(Files.readSymbolicLink(path))))
          : -1;
    } catch (IOException | InvalidPathException e) {
      return -1;
    }
  }

  private static int ofName(String name) {
    int standard =
        switch (name) {
          case "/dev/stdin" -> 0;
          case "/dev/stdout" -> 1;
          case "/dev/stderr" -> 2;
          default -> -1;
        };
    if (standard >= 0) {
      return standard;
    }
    for (String folder : FOLDERS) {
      if (name.startsWith(folder)) {
        return digits(name, folder.length());
      }
    }
    return -1;
  }

  private static int digits(String name, int from) {
    int number = name.length() > from && name.length() <= from + 6 ? 0 : -1;
    for (int i = from; i < name.length() && number >= 0; i++) {
      char c = name.charAt(i);
      number = c >= '0' && c <= '9' ? number * 10 + (c - '0') : -1;
    }
    return number;
  }
}
