package dev.reeve.os;

import dev.reeve.text.Quote;
import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * A process as Linux describes it in {@code /proc/PID/stat}; see proc(5).
 *
 * @param name short name of its program
 * @param state {@code R}, {@code S}, {@code Z}, …
 * @param parent pid of its parent
 * @param group id of its process group
 * @param session pid of its session's leader
 * @param startTicks start, in clock ticks since boot
 */
public record ProcessEntry(
    long pid, String name, char state, long parent, long group, long session, long startTicks) {

  /** Positions of fields after the name, counted from the state. */
  private static final int PARENT = 1;

  private static final int GROUP = 2;
  private static final int SESSION = 3;
  private static final int START_TICKS = 19;

  /** Returns the entry; null if there is no such process, or no {@code /proc}. */
  public static @Nullable ProcessEntry read(long pid) {
    String line = readLine(pid);
    return line == null ? null : parse(line);
  }

  /** Returns the unparsed line, which is cheaper to keep; null as for {@link #read}. */
  public static @Nullable String readLine(long pid) {
    return ProcFile.read("/proc/" + pid + "/stat");
  }

  /** Parses a line. Only the last bracket ends the name, which may hold brackets and spaces. */
  public static ProcessEntry parse(String line) {
    int nameStart = line.indexOf('(');
    int nameEnd = line.lastIndexOf(')');
    String[] fields = line.substring(nameEnd + 2).trim().split(" ", START_TICKS + 2);
    return new ProcessEntry(
        Long.parseLong(line.substring(0, nameStart).trim()),
        line.substring(nameStart + 1, nameEnd),
        fields[0].charAt(0),
        Long.parseLong(fields[PARENT]),
        Long.parseLong(fields[GROUP]),
        Long.parseLong(fields[SESSION]),
        Long.parseLong(fields[START_TICKS]));
  }

  /** Returns whether the number belongs to a process or thread; cheaper than a read that fails. */
  public static boolean exists(long number) {
    return new File("/proc/" + number).exists();
  }

  /**
   * Returns whether the number is that of a thread which is not the first of its process. Such a
   * number can be read like a pid, although {@code /proc} does not list it.
   */
  public static boolean isThread(long number) {
    String status = ProcFile.read("/proc/" + number + "/status");
    return status != null && !status.contains("\nTgid:\t" + number + "\n");
  }

  /** Returns whether the process has ended and only waits for its parent to reap it. */
  public boolean hasEnded() {
    return state == 'Z' || state == 'X';
  }

  /** Returns pid and name for messages: {@code 4711 "sleep"}. */
  public String label() {
    return pid + " " + Quote.line(name);
  }
}
