package dev.reeve.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a process from a later one with the same number, by what Linux says of it. */
public final class ProcessStart {
  /** Of the fields of {@code /proc/PID/stat} behind the name, from 0: proc(5), field 22. */
  private static final int START_TIME = 19;

  private static final long UNKNOWN = 0;

  private ProcessStart() {}

  /** When it started, in clock ticks since the system did; 0 if that can't be known. */
  public static long of(long pid) {
    try {
      byte[] stat = Files.readAllBytes(Path.of("/proc/" + pid + "/stat"));
      String text = new String(stat, StandardCharsets.ISO_8859_1);
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[START_TIME]);
    } catch (IOException | RuntimeException e) { // no Linux, or no such process
      return UNKNOWN;
    }
  }

  /** Within which numbers of processes mean something; 0 if that can't be known. */
  public static long namespace() {
    try {
      String name = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return Long.parseLong(name.replaceAll("\\D", ""));
    } catch (IOException | RuntimeException e) {
      return UNKNOWN;
    }
  }

  /** Whether no process with this number that started then is there any more. */
  public static boolean isGone(long pid, long start) {
    if (ProcessHandle.of(pid).isEmpty()) {
      return true;
    }
    long now = of(pid);
    return start != UNKNOWN && now != UNKNOWN && now != start;
  }
}
