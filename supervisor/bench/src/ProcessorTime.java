import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Processor time of processes and all that they have started, as Linux tells it. */
final class ProcessorTime {
  /** Ticks of {@code /proc} in a second, on every system that Java runs on. */
  private static final double TICKS = 100;

  private ProcessorTime() {}

  /** Returns the seconds of all of them so far. */
  static double seconds(List<Process> processes) throws IOException {
    double seconds = 0;
    for (Process each : processes) {
      List<ProcessHandle> family =
          Stream.concat(Stream.of(each.toHandle()), each.descendants()).toList();
      for (ProcessHandle member : family) {
        seconds += seconds(member.pid());
      }
    }
    return seconds;
  }

  private static double seconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = 11; i < 15; i++) { // user and system, its own and of children that were joined
      ticks += Long.parseLong(fields[i]);
    }
    return ticks / TICKS;
  }
}
