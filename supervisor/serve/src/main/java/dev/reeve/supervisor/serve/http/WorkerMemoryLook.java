package dev.reeve.supervisor.serve.http;

import dev.reeve.os.ProcFile;

/** The resident memory of processes, as Linux tells it. */
final class WorkerMemoryLook {
  private static final String LABEL = "VmRSS:";
  private static final int KIB = 1024;

  private WorkerMemoryLook() {}

  /** Returns the bytes of a process; −1 if the system does not tell. */
  static long bytes(long pid) {
    String status = ProcFile.read("/proc/" + pid + "/status");
    int at = status == null ? -1 : status.indexOf(LABEL);
    if (status == null || at < 0) {
      return -1;
    }
    long kib = 0;
    for (int i = at + LABEL.length(); i < status.length() && status.charAt(i) != '\n'; i++) {
      int digit = Character.digit(status.charAt(i), 10);
      kib = digit < 0 ? kib : kib * 10 + digit;
    }
    return kib * KIB;
  }
}
