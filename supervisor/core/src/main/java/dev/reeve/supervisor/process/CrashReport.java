package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reeve.os.OwnerOnlyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The report that a JVM writes when it crashes natively. Without an option it would go to the
 * working directory, which is the folder of the job.
 *
 * @param file the report
 * @param cause its first lines, such as {@code SIGSEGV (0xb) at pc=0x00007fda47596f14}
 * @param frame the native method or library that crashed; null if the report names none
 */
public record CrashReport(Path file, String cause, @Nullable String frame) {
  private static final String OPTION = "-XX:ErrorFile=";
  private static final String PREFIX = "hs_err_";
  private static final String PID = "_pid";
  private static final String SUFFIX = ".log";

  /** The lines of interest come first. */
  private static final int HEAD_BYTES = 4 << 10;

  private static final String MARK = "#";
  private static final String TITLE = "A fatal error has been detected";
  private static final String FRAME = "Problematic frame:";

  /**
   * Returns the JVM's option for a report in that folder. The JVM replaces {@code %p} by its
   * process id.
   *
   * @param workerId makes the name different from those of earlier processes with the same pid
   */
  static String option(Path folder, String workerId) {
    String place = folder.toAbsolutePath().toString().replace("%", "%%");
    return OPTION + place + "/" + PREFIX + workerId + PID + "%p" + SUFFIX;
  }

  /** Creates the folder, since the JVM would not; ignores failures, which the log reports. */
  static void createFolder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, OwnerOnlyFiles.folder(folder));
      }
    } catch (IOException e) {
      // the first line of the log will meet the same
    }
  }

  /** Removes the folder if nothing is in it. */
  static void removeEmptyFolder(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // it holds something
    }
  }

  /** Returns the report of that process; null if it has written none. */
  static @Nullable CrashReport of(Path folder, String workerId, long pid) {
    return read(folder.toAbsolutePath().resolve(PREFIX + workerId + PID + pid + SUFFIX));
  }

  static @Nullable CrashReport read(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return parse(file, new String(in.readNBytes(HEAD_BYTES), ISO_8859_1));
    } catch (IOException e) {
      return new CrashReport(file, "the report cannot be read", null);
    }
  }

  private static CrashReport parse(Path file, String head) {
    StringBuilder cause = new StringBuilder();
    String frame = null;
    boolean inCause = true;
    boolean inFrame = false;
    for (String line : head.split("\n", -1)) {
      String text = line.startsWith(MARK) ? line.substring(1).strip() : "";
      if (text.isEmpty()) {
        inCause &= cause.isEmpty(); // the cause is the first paragraph after the title
      } else if (inFrame) {
        frame = text;
        break;
      } else if (text.equals(FRAME)) {
        inFrame = true;
      } else if (inCause && !text.startsWith(TITLE)) {
        cause.append(cause.isEmpty() ? "" : "; ").append(withoutIds(text));
      }
    }
    return new CrashReport(file, cause.isEmpty() ? "no reason is given" : cause.toString(), frame);
  }

  /** Removes the ids of process and thread, which follow the reason. */
  private static String withoutIds(String line) {
    int ids = line.indexOf(", pid=");
    return ids < 0 ? line : line.substring(0, ids);
  }

  /** Returns one sentence for messages, without its end. */
  public String text() {
    return "the JVM crashed: " + cause + (frame == null ? "" : ", in " + frame) + "; see " + file;
  }
}
