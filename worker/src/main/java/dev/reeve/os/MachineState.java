package dev.reeve.os;

import org.jspecify.annotations.Nullable;

/**
 * Load and free memory of the machine, as Linux tells them in {@code /proc} (proc(5)) and for a
 * group of processes in {@code /sys/fs/cgroup} (cgroups(7), version 2). Reading them does not
 * block.
 */
public final class MachineState {
  /** What {@link #freeMemory} returns if it is unknown. */
  public static final long UNKNOWN = -1;

  private static final String GROUPS = "/sys/fs/cgroup";
  private static final long KIB = 1024;

  private MachineState() {}

  /** Returns the load average over the last minute; NaN if it is unknown. */
  public static double load() {
    return loadIn(ProcFile.read("/proc/loadavg"));
  }

  static double loadIn(@Nullable String loadavg) {
    int end = loadavg == null ? -1 : loadavg.indexOf(' ');
    try {
      return loadavg == null || end < 0
          ? Double.NaN
          : Double.parseDouble(loadavg.substring(0, end));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /**
   * Returns the bytes that programs could still use without swapping, on the whole machine and in
   * the control group of this process; {@link #UNKNOWN} if the system does not tell.
   */
  public static long freeMemory() {
    long machine = field(ProcFile.read("/proc/meminfo"), "MemAvailable:");
    long free = machine < 0 ? UNKNOWN : machine * KIB;
    long group = freeInGroup();
    return group < 0 || (free >= 0 && free < group) ? free : group;
  }

  private static long freeInGroup() {
    String name = groupIn(ProcFile.read("/proc/self/cgroup"));
    if (name == null) {
      return UNKNOWN;
    }
    String folder = GROUPS + (name.equals("/") ? "" : name);
    return freeOf(
        ProcFile.read(folder + "/memory.max"),
        ProcFile.read(folder + "/memory.current"),
        ProcFile.read(folder + "/memory.stat"));
  }

  /** Returns the name of the group in version 2's line, {@code 0::/name}; null if there is none. */
  static @Nullable String groupIn(@Nullable String groups) {
    int start = groups == null ? -1 : groups.startsWith("0::") ? 0 : groups.indexOf("\n0::") + 1;
    if (groups == null || start < 0 || !groups.startsWith("0::", start)) {
      return null;
    }
    int end = groups.indexOf('\n', start);
    return groups.substring(start + 3, end < 0 ? groups.length() : end);
  }

  /** Counts cached files that are not in use as free, because the kernel gives them up first. */
  static long freeOf(@Nullable String max, @Nullable String current, @Nullable String stat) {
    long limit = number(max);
    long used = number(current);
    if (limit < 0 || used < 0) {
      return UNKNOWN;
    }
    return Math.max(0, limit - used + Math.max(0, field(stat, "inactive_file")));
  }

  /** Returns the number after a name at the beginning of a line; {@link #UNKNOWN} without one. */
  static long field(@Nullable String lines, String name) {
    int at = lines == null ? -1 : ("\n" + lines).indexOf("\n" + name + " ");
    if (lines == null || at < 0) {
      return UNKNOWN;
    }
    int from = at + name.length();
    while (from < lines.length() && lines.charAt(from) == ' ') {
      from++;
    }
    int to = from;
    while (to < lines.length() && Character.isDigit(lines.charAt(to))) {
      to++;
    }
    return number(lines.substring(from, to));
  }

  /** Returns {@link #UNKNOWN} for what is no number, such as {@code max}. */
  private static long number(@Nullable String text) {
    try {
      return text == null ? UNKNOWN : Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }
}
