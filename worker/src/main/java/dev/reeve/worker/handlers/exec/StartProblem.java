package dev.reeve.worker.handlers.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why the operating system refused to start a program. Of the JDK's message only the error number
 * is read: the words around it differ between versions.
 */
record StartProblem(int errno, String text) {
  private static final Pattern NUMBER = Pattern.compile("error[=:] ?([0-9]+)");

  static StartProblem of(IOException cause) {
    String text = String.valueOf(cause.getMessage());
    Matcher number = NUMBER.matcher(text);
    return new StartProblem(number.find() ? Integer.parseInt(number.group(1)) : 0, text);
  }

  /**
   * @param folder the command's working directory
   */
  String describe(String program, Path folder) {
    return switch (errno) {
      case 2 -> missing(program, folder);
      case 7 -> "its arguments and environment are too long for the operating system (E2BIG)";
      case 8 -> "it is no program for this machine (ENOEXEC)";
      case 11, 12 -> "the operating system refuses more processes or memory (errno " + errno + ")";
      case 13 -> "it is not executable, or a folder on its way may not be entered (EACCES)";
      case 23, 24 -> "too many files are open (errno " + errno + ")";
      default -> text;
    };
  }

  private static String missing(String program, Path folder) {
    if (program.indexOf('/') < 0) {
      return "there is no such program on the PATH";
    }
    Path file = folder.resolve(program).normalize();
    return Files.exists(file)
        ? file + " exists, but the interpreter or loader that it names does not"
        : "there is no file " + file;
  }
}
