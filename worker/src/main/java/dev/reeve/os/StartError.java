package dev.reeve.os;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operating system's reason for not starting a program. {@link ProcessBuilder#start()} reports
 * its error number only inside a text, whose other words differ between JDKs and languages.
 *
 * @param errno the system's error number; {@link #UNKNOWN} if it is not reported
 * @param detail first line of the JDK's text
 */
public record StartError(int errno, String detail) {
  public static final int UNKNOWN = -1;
  public static final int ENOENT = 2;
  public static final int E2BIG = 7;
  public static final int ENOEXEC = 8;
  public static final int EAGAIN = 11;
  public static final int ENOMEM = 12;
  public static final int EACCES = 13;
  public static final int ENFILE = 23;
  public static final int EMFILE = 24;

  private static final Map<Integer, String> MEANINGS =
      Map.of(
          ENOENT, "there is no such file",
          E2BIG, "its arguments and environment are too long",
          ENOEXEC, "it is not a program for this machine",
          EAGAIN, "the system refuses another process or thread",
          ENOMEM, "the system has no memory left for it",
          EACCES, "it is not executable, or a folder on its path may not be entered",
          ENFILE, "the system has no file descriptors left",
          EMFILE, "this process has no file descriptors left");

  /** {@code error=2, No such file} or {@code error: 2 (No such file)}. */
  private static final Pattern NUMBER = Pattern.compile("error[=:]\\s*(\\d{1,4})(?!\\d)");

  /**
   * The exit code of the system's loader, when it lacked descriptors or memory to start the helper
   * program by which the JDK starts others.
   */
  private static final Pattern HELPER_NOT_LOADED =
      Pattern.compile("spawn helper.*exit (value|code): 127\\b");

  /** Reads what {@link ProcessBuilder#start()} has thrown. */
  public static StartError of(IOException thrown) {
    String text = String.valueOf(thrown.getMessage());
    return new StartError(errno(thrown), text.lines().findFirst().orElse(text).strip());
  }

  /** Reads what {@link ProcessBuilder#start()} throws when the system refuses it a thread. */
  public static StartError of(Error thrown) {
    return new StartError(EAGAIN, thrown.toString());
  }

  /** Returns what the number means; null if it is a rare one, or not reported. */
  public @Nullable String meaning() {
    return MEANINGS.get(errno);
  }

  /** Returns whether the system lacks processes, threads, descriptors or memory: it may pass. */
  public static boolean isRefusal(int errno) {
    return errno == EAGAIN || errno == ENOMEM || errno == ENFILE || errno == EMFILE;
  }

  /** Reads the cause, which holds the system's words alone; the text around it quotes paths. */
  private static int errno(IOException thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    String text = String.valueOf(cause.getMessage());
    if (HELPER_NOT_LOADED.matcher(text).find()) {
      return EMFILE;
    }
    Matcher number = NUMBER.matcher(text);
    int errno = number.find() ? Integer.parseInt(number.group(1)) : 0;
    return errno == 0 ? UNKNOWN : errno;
  }
}
