import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Commands that do nothing, two at a time, start and exit included. */
final class CommandTasks implements Measure {
  @Override
  public String name() {
    return "command";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    int count = setting.options().tasks(5_000, 100);
    File tasks = write(setting, "commands.jsonl", count, "{\"command\":[\"true\",\"%d\"]}");
    File items = write(setting, "items.txt", count, "%d");
    Side ours =
        () -> count / setting.seconds(setting.reeve("run", tasks.toString(), "-j", "2"), tasks);
    compare(setting, table, Peers.XARGS, ours, rate(setting, items, count, XARGS), 1.0);
    // it is slow: a fifth is enough to tell its rate
    int fewer = count / 5;
    File fewerItems = write(setting, "fewer.txt", fewer, "%d");
    compare(setting, table, Peers.PARALLEL, ours, rate(setting, fewerItems, fewer, PARALLEL), 4.0);
  }

  private static final List<String> XARGS = List.of("xargs", "-P2", "-n1", "true");
  private static final List<String> PARALLEL = List.of("parallel", "--will-cite", "-j2", "true");

  private static Side rate(Setting setting, File items, int count, List<String> command) {
    return () -> count / setting.seconds(new ProcessBuilder(command), items);
  }

  private static void compare(
      Setting setting, Table table, String peer, Side ours, Side theirs, double limit)
      throws Exception {
    String what = "commands (true), two at a time, " + peer;
    if (!setting.peers().lack(peer, what, table)) {
      double[] medians = Rounds.medians(setting.options().rounds(), List.of(ours, theirs));
      table.compare(what, Unit.PER_SECOND, medians[0], medians[1], Target.atLeast(limit));
    }
  }

  private static File write(Setting setting, String name, int count, String format)
      throws IOException {
    Path file = setting.folder().resolve(name);
    Files.writeString(
        file,
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> format.formatted(i))
            .collect(Collectors.joining("\n", "", "\n")));
    return file.toFile();
  }
}
