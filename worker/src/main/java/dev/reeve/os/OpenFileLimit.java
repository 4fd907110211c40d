package dev.reeve.os;

import org.jspecify.annotations.Nullable;

/** The number of files, connections among them, that this process may have open. */
public final class OpenFileLimit {
  private static final String ROW = "Max open files";

  private OpenFileLimit() {}

  /** Returns the limit; {@link Long#MAX_VALUE} if it is unlimited or not known. */
  public static long ofThisProcess() {
    return of(ProcFile.read("/proc/self/limits"));
  }

  /**
   * Returns the limit in a table of limits as the kernel writes it.
   *
   * @param limits null if the system has no such table
   */
  static long of(@Nullable String limits) {
    for (String row : limits == null ? new String[0] : limits.split("\n", -1)) {
      if (row.startsWith(ROW)) {
        String soft = row.substring(ROW.length()).strip().split(" ", 2)[0];
        return soft.matches("\\d{1,18}") ? Long.parseLong(soft) : Long.MAX_VALUE;
      }
    }
    return Long.MAX_VALUE;
  }
}
