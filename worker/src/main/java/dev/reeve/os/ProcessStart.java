package dev.reeve.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The start time of a process, which tells it from a later process with the same pid. */
public final class ProcessStart {
  private static final long UNKNOWN = 0;

  private ProcessStart() {}

  /** Returns the start in clock ticks since boot; 0 if it is unknown. */
  public static long of(long pid) {
    ProcessEntry entry = ProcessEntry.read(pid);
    return entry == null ? UNKNOWN : entry.startTicks();
  }

  /** Returns the number of this process's pid namespace; 0 if it is unknown. */
  public static long namespace() {
    try {
      String name = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return Long.parseLong(name.replaceAll("\\D", ""));
    } catch (IOException | RuntimeException e) {
      return UNKNOWN;
    }
  }

  /** Returns whether no process runs any more that has this pid and started at this time. */
  public static boolean isGone(long pid, long start) {
    if (ProcessHandle.of(pid).isEmpty()) {
      return true;
    }
    long now = of(pid);
    return start != UNKNOWN && now != UNKNOWN && now != start;
  }
}
