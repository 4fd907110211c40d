package dev.reeve.worker.runtime;

import dev.reeve.protocol.MemoryUse;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Measures this process's memory. The resident sizes are Linux's, from {@code /proc}. */
final class MemoryProbe {
  private static final long UNKNOWN = -1;

  private MemoryProbe() {}

  /** Any thread. */
  static MemoryUse now() {
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    String status = status();
    return new MemoryUse(
        used, runtime.maxMemory(), bytesOf(status, "VmRSS:"), bytesOf(status, "VmHWM:"));
  }

  @SuppressWarnings("deprecation") // the constructor for Latin-1, without a decoder's cost
  private static String status() {
    byte[] buffer = new byte[4096];
    try (InputStream in = new FileInputStream("/proc/self/status")) {
      return new String(buffer, 0, 0, in.readNBytes(buffer, 0, buffer.length));
    } catch (IOException e) {
      return "";
    }
  }

  /** The number behind {@code key}, which is in units of 1024 bytes; −1 if there is none. */
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
