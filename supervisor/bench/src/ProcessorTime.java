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

  /** Returns the seconds of all children of this process that have been joined so far. */
  static double ofEndedChildren() throws IOException {
    return seconds(Path.of("/proc/self/stat"), 13);
  }

  private static double seconds(long pid) throws IOException {
    return seconds(Path.of("/proc/" + pid + "/stat"), 11);
  }

  /** Returns the seconds of one thread of a process, by its folder in {@code /proc}. */
  static double ofThread(Path folder) throws IOException {
    return seconds(folder.resolve("stat"), 11, 13);
  }

  private static double seconds(Path stat, int from) throws IOException {
    return seconds(stat, from, 15);
  }

  /** Adds user and system time, its own (from 11 on) and that of joined children (from 13 on). */
  private static double seconds(Path file, int from, int to) throws IOException {
    String stat = Files.readString(file, StandardCharsets.ISO_8859_1);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = from; i < to; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks / TICKS;
  }
}
