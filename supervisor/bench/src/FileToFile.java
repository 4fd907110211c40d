import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Echo tasks from a file of JSON Lines to another, start and exit included: in each form in which
 * programs write them, and ten times as many in the two most frequent forms.
 */
final class FileToFile implements Measure {
  private static final Target TARGET = Target.atLeast(1.5);

  @Override
  public String name() {
    return "file";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    if (setting.peers().lack(Peers.PYTHON, "echo tasks, file to file", table)) {
      return;
    }
    int few = setting.options().tasks(200_000, 2_000);
    for (TaskShape shape : TaskShape.values()) {
      measure(setting, table, shape, shape.share(few));
    }
    int many = setting.options().tasks(2_000_000, 4_000);
    measure(setting, table, TaskShape.COMPACT, many);
    measure(setting, table, TaskShape.SPACED, many);
  }

  private static void measure(Setting setting, Table table, TaskShape shape, int count)
      throws Exception {
    File tasks = write(setting.folder().resolve("tasks.jsonl"), shape, count).toFile();
    boolean isCommon = shape == TaskShape.COMPACT || shape == TaskShape.SPACED;
    String[] job = {"run", tasks.toString(), "-j", "2"};
    List<TimedRuns> sides = new ArrayList<>();
    sides.add(new TimedRuns(setting, setting.python("echo.py", "2", "64"), tasks));
    sides.add(new TimedRuns(setting, setting.launcher(job), tasks));
    if (isCommon) {
      sides.add(new TimedRuns(setting, setting.reeve(job), tasks));
    }
    double[] seconds = Rounds.medians(setting.options().rounds(), checked(sides, setting, count));
    String what = count + " echo tasks, " + shape.text + ", imap_unordered in chunks of 64";
    compare(table, what, count, seconds, 1);
    if (isCommon) {
      compare(table, what + ", by java -jar", count, seconds, 2);
    }
    table.compare(
        what + ", processor time",
        Unit.SECONDS,
        sides.get(1).processorSeconds(),
        sides.get(0).processorSeconds(),
        Target.NONE);
  }

  private static void compare(Table table, String what, int count, double[] seconds, int ours) {
    table.compare(what, Unit.PER_SECOND, count / seconds[ours], count / seconds[0], TARGET);
  }

  /** Returns the sides, of which each looks at its results after the clock has stopped. */
  private static List<Side> checked(List<TimedRuns> sides, Setting setting, int count) {
    List<Side> checked = new ArrayList<>();
    for (TimedRuns side : sides) {
      checked.add(
          () -> {
            double seconds = side.measure();
            requireAll(setting.output().toPath(), count);
            return seconds;
          });
    }
    return checked;
  }

  static Path write(Path file, TaskShape shape, int count) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 1; i <= count; i++) {
        out.write(shape.line(i));
      }
    }
    return file;
  }

  private static void requireAll(Path results, int count) throws IOException {
    try (Stream<String> lines = Files.lines(results)) {
      long good = lines.filter(line -> line.contains("succeeded")).count();
      if (good != count) {
        throw new IOException(good + " good results for " + count + " tasks");
      }
    }
  }
}
