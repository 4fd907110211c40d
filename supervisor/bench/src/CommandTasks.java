import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Commands that do nothing, or sleep a little, two at a time, start and exit included. */
final class CommandTasks implements Measure {
  @Override
  public String name() {
    return "command";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    measure(setting, table, setting.options().tasks(6_000, 100), "true");
    measure(setting, table, setting.options().tasks(1_000, 20), "sleep", "0.02");
  }

  private static void measure(Setting setting, Table table, int count, String... command)
      throws Exception {
    String words = Arrays.stream(command).collect(Collectors.joining("\",\"", "\"", "\""));
    File tasks = write(setting, "commands.jsonl", count, "{\"command\":[" + words + "]}");
    File items = write(setting, "items.txt", count, "x");
    File fewer = write(setting, "fewer.txt", count / 5, "x"); // GNU parallel is slow
    ProcessBuilder ours = setting.launcher("run", tasks.toString(), "-j", "2");
    List<TimedRuns> sides = new ArrayList<>();
    sides.add(new TimedRuns(setting, ours, tasks));
    sides.add(new TimedRuns(setting, peer(List.of("xargs", "-P2", "-I{}"), command), items));
    boolean hasParallel = setting.peers().has(Peers.PARALLEL);
    if (hasParallel) {
      List<String> parallel = List.of("parallel", "--will-cite", "-N0", "-j2");
      sides.add(new TimedRuns(setting, peer(parallel, command), fewer));
    }
    double[] seconds = Rounds.medians(setting.options().rounds(), List.copyOf(sides));
    String what = count + " × " + String.join(" ", command) + ", two at a time, ";
    double rate = count / seconds[0];
    table.compare(
        what + Peers.XARGS, Unit.PER_SECOND, rate, count / seconds[1], Target.atLeast(0.7));
    table.compare(
        what + Peers.XARGS + ", processor time, that of the commands included",
        Unit.SECONDS,
        sides.get(0).processorSeconds(),
        sides.get(1).processorSeconds(),
        Target.atMost(2));
    if (hasParallel) {
      double theirs = 0.2 * count / seconds[2];
      table.compare(what + Peers.PARALLEL, Unit.PER_SECOND, rate, theirs, Target.atLeast(4));
    } else {
      table.skipped(what + Peers.PARALLEL, "skipped: no " + Peers.PARALLEL);
    }
  }

  private static ProcessBuilder peer(List<String> program, String... command) {
    List<String> words = new ArrayList<>(program);
    words.addAll(List.of(command));
    return new ProcessBuilder(words);
  }

  private static File write(Setting setting, String name, int count, String line)
      throws IOException {
    Path file = setting.folder().resolve(name);
    Files.writeString(
        file,
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> line)
            .collect(Collectors.joining("\n", "", "\n")));
    return file.toFile();
  }
}
