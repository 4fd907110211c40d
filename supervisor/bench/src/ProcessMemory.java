import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of a process in megabytes (2^20 bytes), as Linux tells it. */
final class ProcessMemory {
  private ProcessMemory() {}

  static boolean isKnown() {
    return Files.isReadable(Path.of("/proc/self/smaps_rollup"));
  }

  /** Its pages in memory; 0 when it has just ended. */
  static double resident(long pid) throws IOException {
    return read(pid, "status", "VmRSS:");
  }

  /** Its pages in memory, those that it shares counted in proportion. */
  static double proportional(long pid) throws IOException {
    return read(pid, "smaps_rollup", "Pss:");
  }

  private static double read(long pid, String file, String field) throws IOException {
    Path path = Path.of("/proc", String.valueOf(pid), file);
    for (String line : Files.readAllLines(path, StandardCharsets.ISO_8859_1)) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    return 0;
  }
}
