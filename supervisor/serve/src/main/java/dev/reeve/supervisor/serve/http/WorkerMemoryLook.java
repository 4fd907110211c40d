package dev.reeve.supervisor.serve.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The resident memory of processes, as the system tells it. */
final class WorkerMemoryLook {
  /** Linux tells pages in {@code statm}; see proc(5). All supported systems have pages of 4 KiB. */
  private static final long PAGE_BYTES = 4096;

  private WorkerMemoryLook() {}

  /** Returns the bytes of a process; −1 if the system does not tell. */
  static double bytes(long pid) {
    try {
      Path file = Path.of("/proc", Long.toString(pid), "statm");
      String[] pages =
          new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).split(" ", -1);
      return pages.length < 2 ? -1 : Long.parseLong(pages[1]) * PAGE_BYTES;
    } catch (IOException | NumberFormatException e) {
      return -1;
    }
  }
}
