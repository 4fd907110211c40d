import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Echo tasks from a file of JSON Lines to another, start and exit included. */
final class FileToFile implements Measure {
  @Override
  public String name() {
    return "file";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    int count = setting.options().tasks(500_000, 5_000);
    String what = count + " echo tasks, file to file";
    if (setting.peers().lack(Peers.PYTHON, what, table)) {
      return;
    }
    File tasks = write(setting.folder().resolve("tasks.jsonl"), count).toFile();
    List<Side> sides = new ArrayList<>();
    sides.add(() -> rate(setting, setting.reeve("run", tasks.toString(), "-j", "2"), tasks, count));
    sides.add(
        () -> rate(setting, setting.launcher("run", tasks.toString(), "-j", "2"), tasks, count));
    sides.add(() -> rate(setting, setting.python("echo.py", "2", "64"), tasks, count));
    sides.add(() -> rate(setting, setting.python("echo.py", "2", "1"), tasks, count));
    double[] medians = Rounds.medians(setting.options().rounds(), sides);
    String chunked = ", imap_unordered, chunks of 64";
    compare(table, what + chunked, medians[0], medians[2], Target.atLeast(1.5));
    compare(
        table, what + " by the launcher" + chunked, medians[1], medians[2], Target.atLeast(1.5));
    compare(table, what + ", imap_unordered, chunks of 1", medians[0], medians[3], Target.NONE);
  }

  private static void compare(Table table, String what, double ours, double theirs, Target target) {
    table.compare(what, Unit.PER_SECOND, ours, theirs, target);
  }

  private static Path write(Path file, int count) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 1; i <= count; i++) {
        out.write("{\"id\":\"t" + i + "\",\"handler\":\"echo\",\"payload\":{\"n\":" + i + "}}\n");
      }
    }
    return file;
  }

  private static double rate(Setting setting, ProcessBuilder builder, File tasks, int count)
      throws Exception {
    double seconds = setting.seconds(builder, tasks);
    requireAll(setting.output().toPath(), count);
    return count / seconds;
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
