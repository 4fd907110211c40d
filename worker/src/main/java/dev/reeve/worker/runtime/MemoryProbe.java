package dev.reeve.worker.runtime;

import dev.reeve.os.ProcFile;
import dev.reeve.protocol.MemoryUse;

/** Measures this process's memory. Resident sizes come from {@code /proc}, so on Linux only. */
final class MemoryProbe {
  private static final long UNKNOWN = -1;

  private MemoryProbe() {}

  /** Measures now; sizes are in bytes, −1 where the system does not tell. Any thread. */
  static MemoryUse now() {
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    String status = status();
    return new MemoryUse(
        used, runtime.maxMemory(), bytesOf(status, "VmRSS:"), bytesOf(status, "VmHWM:"));
  }

  private static String status() {
    String status = ProcFile.read("/proc/self/status");
    return status == null ? "" : status;
  }

  /** Returns the bytes behind {@code key}, where they stand in units of 1024; −1 if missing. */
  static long bytesOf(String status, String key) {
    int start = status.indexOf(key);
    if (start < 0) {
      return UNKNOWN;
    }
    int at = start + key.length();
    while (at < status.length() && Character.isWhitespace(status.charAt(at))) {
      at++;
    }
    long number = UNKNOWN;
    for (; at < status.length() && Character.isDigit(status.charAt(at)); at++) {
      number = Math.max(number, 0) * 10 + (status.charAt(at) - '0');
    }
    return number == UNKNOWN ? UNKNOWN : number * 1024;
  }
}
