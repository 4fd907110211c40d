package dev.reeve.os;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All processes that Linux lists in {@code /proc}; empty on other systems. */
public final class ProcessTable {
  private static final File PROC = new File("/proc");

  /** Bounds a selection on a machine with very many processes; the rest is left out. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private ProcessTable() {}

  /** Returns whether this system has such a table. */
  public static boolean exists() {
    return new File(PROC, "self/stat").canRead();
  }

  /** Returns the pids of all processes. */
  public static List<Long> pids() {
    String[] names = PROC.list();
    List<Long> pids = new ArrayList<>();
    for (String name : names == null ? new String[0] : names) {
      if (Character.isDigit(name.charAt(0))) {
        pids.add(Long.valueOf(name));
      }
    }
    return pids;
  }

  /** Returns the living processes that match. Stops after two seconds. */
  public static List<ProcessEntry> select(Predicate<ProcessEntry> wanted) {
    List<ProcessEntry> selected = new ArrayList<>();
    long start = System.nanoTime();
    for (long pid : pids()) {
      ProcessEntry entry = ProcessEntry.read(pid);
      if (entry != null && !entry.hasEnded() && wanted.test(entry)) {
        selected.add(entry);
      }
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        break;
      }
    }
    return selected;
  }
}
