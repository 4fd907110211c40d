package dev.reeve.os;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * One line of the process table, from {@code /proc/PID/stat}; see proc(5).
 *
 * @param state {@code R}, {@code S}, {@code Z}, …
 * @param parent its pid
 * @param session pid of the session's leader
 * @param startTicks start, in clock ticks since boot
 */
public record ProcessEntry(
    long pid, String name, char state, long parent, long session, long startTicks) {

  /** Fields after the name, counted from the state. */
  private static final int PARENT = 1;

  private static final int SESSION = 3;
  private static final int START_TICKS = 19;

  /** Null when there is no such process, or no {@code /proc}. */
  public static @Nullable ProcessEntry read(long pid) {
    String line = readLine(pid);
    return line == null ? null : parse(line);
  }

  /** The line as it is, for later; null as above. */
  public static @Nullable String readLine(long pid) {
    return ProcFile.read("/proc/" + pid + "/stat");
  }

  /**
   * Whether there is a process or thread of that number; cheaper than to read what is not there.
   */
  public static boolean exists(long pid) {
    return new File("/proc/" + pid).exists();
  }

  /**
   * Whether the number is a thread's: those count as pids, and have entries, but no listed ones.
   */
  public static boolean isThread(long number) {
    String status = ProcFile.read("/proc/" + number + "/status");
    return status != null && !status.contains("\nTgid:\t" + number + "\n");
  }

  /** The name may hold spaces and brackets, so that only the last bracket ends it. */
  public static ProcessEntry parse(String line) {
    int nameStart = line.indexOf('(');
    int nameEnd = line.lastIndexOf(')');
    String[] fields = line.substring(nameEnd + 2).trim().split(" ", START_TICKS + 2);
    return new ProcessEntry(
        Long.parseLong(line.substring(0, nameStart).trim()),
        line.substring(nameStart + 1, nameEnd),
        fields[0].charAt(0),
        Long.parseLong(fields[PARENT]),
        Long.parseLong(fields[SESSION]),
        Long.parseLong(fields[START_TICKS]));
  }

  /** Whether it has ended, and only waits for its parent to take notice. */
  public boolean hasEnded() {
    return state == 'Z' || state == 'X';
  }

  /** For messages: {@code 4711 (sleep)}. */
  public String label() {
    return pid + " (" + name + ")";
  }
}
