import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processor time of each thread of the supervisor and its workers in one run, before the first
 * result and after it. Looks at {@code /proc} many times a second, so the last milliseconds of a
 * thread are missing, and so are threads that lived for less than that.
 */
final class Profile {
  private static final long PERIOD_MILLIS = 20;

  /** Threads that used less than this are left out. */
  private static final double LEAST_SECONDS = 0.03;

  private record ThreadKey(long pid, String thread) {}

  /** One thread: its name, which it gets soon after its start, and its seconds so far. */
  private static final class Usage {
    String name = "";
    double first;
    double all;
  }

  private final Map<ThreadKey, Usage> threads = new HashMap<>();
  private final Path output;

  private Profile(Path output) {
    this.output = output;
  }

  /** Runs small tasks from a file to another and returns where the time went, as a table. */
  static String measure(Setting setting) throws Exception {
    Path tasks = setting.folder().resolve("tasks.jsonl");
    FileToFile.write(tasks, TaskShape.COMPACT, setting.options().tasks(200_000, 2_000));
    ProcessBuilder builder = setting.launcher("run", tasks.toString(), "-j", "2");
    double unused = setting.seconds(builder, tasks.toFile()); // makes the archives
    Files.write(setting.output().toPath(), new byte[0]);
    Profile profile = new Profile(setting.output().toPath());
    Process process = setting.start(builder);
    while (!process.waitFor(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
      profile.sample(process);
    }
    int exitCode = setting.children().join(process);
    if (exitCode != 0) {
      throw new IOException("exit code " + exitCode + ": " + setting.lastWords());
    }
    return profile.table(process.pid());
  }

  private void sample(Process process) throws IOException {
    boolean isFirst = Files.size(output) == 0;
    List<Long> pids =
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .map(ProcessHandle::pid)
            .toList();
    for (long pid : pids) {
      try (DirectoryStream<Path> tasks =
          Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
        for (Path thread : tasks) {
          note(pid, thread, isFirst);
        }
      } catch (IOException ended) {
        // what it has used is known from the last look
      }
    }
  }

  private void note(long pid, Path thread, boolean isFirst) throws IOException {
    double seconds = ProcessorTime.ofThread(thread);
    String name =
        Files.readString(thread.resolve("comm"), StandardCharsets.ISO_8859_1)
            .strip()
            .replaceAll("[-#]?[0-9]+$", "");
    Usage usage =
        threads.computeIfAbsent(
            new ThreadKey(pid, thread.getFileName().toString()), key -> new Usage());
    usage.name = name;
    usage.all = seconds;
    usage.first = isFirst ? seconds : usage.first;
  }

  private String table(long supervisor) {
    Map<String, double[]> sums = new TreeMap<>();
    threads.forEach(
        (key, usage) -> {
          String process = key.pid == supervisor ? "supervisor" : "workers and what they start";
          double[] sum = sums.computeIfAbsent(process + " | " + usage.name, name -> new double[2]);
          sum[0] += usage.first;
          sum[1] += usage.all - usage.first;
        });
    StringBuilder text =
        new StringBuilder("| process | threads | until the first result | then |\n");
    text.append("| --- | --- | --- | --- |\n");
    sums.entrySet().stream()
        .filter(row -> row.getValue()[0] + row.getValue()[1] >= LEAST_SECONDS)
        .sorted(Comparator.comparingDouble(row -> -row.getValue()[0] - row.getValue()[1]))
        .forEach(
            row ->
                text.append("| ")
                    .append(row.getKey())
                    .append(" | ")
                    .append(Unit.SECONDS.text(row.getValue()[0]))
                    .append(" | ")
                    .append(Unit.SECONDS.text(row.getValue()[1]))
                    .append(" |\n"));
    return text.toString();
  }
}
