package dev.reeve.supervisor.process;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link ProcessBuilder#start()} throws, which tells the system's number in text. */
final class StartErrors {
  static final int ENOENT = 2;
  static final int EACCES = 13;
  static final int EAGAIN = 11;
  static final int UNKNOWN = -1;
  static final int EMFILE = 24;

  /** {@code error=2, No such file} or {@code error: 2 (No such file)}: only the number is sure. */
  private static final Pattern NUMBER = Pattern.compile("error[=:]\\s*(\\d+)");

  /**
   * The JDK's helper, by which it starts programs, was itself not started: the system's loader,
   * whose exit code this is, lacked descriptors or memory.
   */
  private static final Pattern HELPER_NOT_LOADED =
      Pattern.compile("spawn helper.*exit (value|code): 127\\b");

  private static final Map<Integer, String> ADVICE =
      Map.of(
          ENOENT,
          "there is no such file; check the path of java",
          EACCES,
          "it may not be executed; check its permissions",
          7,
          "its arguments and environment are too long; shorten the class path",
          EAGAIN,
          "the system refuses another process or thread; use fewer workers or raise ulimit -u",
          12,
          "the system has no memory left for it; use fewer workers",
          23,
          "the system has no file descriptors left; close other programs",
          EMFILE,
          "this process has no file descriptors left; use fewer workers or raise ulimit -n");

  private StartErrors() {}

  static StartFailure of(String program, IOException error) {
    return failure(program, number(error), firstLine(String.valueOf(error.getMessage())));
  }

  /** An {@link Error} of start() means that a thread could not be created. */
  static StartFailure of(String program, Error error) {
    return failure(program, EAGAIN, error.toString());
  }

  static StartFailure failure(String program, int errno, String detail) {
    String advice = ADVICE.get(errno);
    String reason = advice == null ? detail : advice + " (" + detail + ")";
    return new StartFailure(errno, "cannot start " + program + ": " + reason);
  }

  /** Newer JDKs go on with advice for cases that are not ours. */
  private static String firstLine(String words) {
    return words.lines().findFirst().orElse(words).strip();
  }

  /** The cause holds the system's words alone; the message around it quotes paths as well. */
  private static int number(IOException error) {
    Throwable told = error.getCause() == null ? error : error.getCause();
    String words = String.valueOf(told.getMessage());
    if (HELPER_NOT_LOADED.matcher(words).find()) {
      return EMFILE;
    }
    Matcher matcher = NUMBER.matcher(words);
    if (!matcher.find()) {
      return UNKNOWN;
    }
    String digits = matcher.group(1);
    return digits.length() > 4 || digits.equals("0") ? UNKNOWN : Integer.parseInt(digits);
  }
}
