import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Measures Reeve beside its peers, in turn, and prints one table. Started by the script {@code run}
 * with the jar, the folder of the peers' programs, a folder that is its own to remove, and the
 * user's options. Exits with 0 if everything could be measured, whether or not targets were met.
 */
public final class Bench {
  private static final List<Measure> MEASURES =
      List.of(
          new NoOpTasks(),
          new FileToFile(),
          new Calls(),
          new OneTaskJob(),
          new WorkerReady(),
          new CommandTasks(),
          new LongStream(),
          new ManyWorkers(),
          new IdleWorker(),
          new TaskGaps(),
          new SharedSteps(),
          new ServerLoad(),
          new BrokerLoad());

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final Table table = new Table();
  private final Setting setting;
  private boolean complete = true;

  private Bench(Setting setting) {
    this.setting = setting;
  }

  public static void main(String[] args) {
    Path folder = Path.of(args[2]);
    Children children = new Children();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(children, folder)));
    List<String> words = Arrays.asList(args).subList(3, args.length);
    Set<String> names = new TreeSet<>(MEASURES.stream().map(Measure::name).toList());
    String usage = Options.USAGE.formatted(String.join(", ", names));
    if (words.contains("--help")) {
      System.out.print(usage);
      return;
    }
    try {
      Options options = Options.parse(words, names);
      Path jar = Path.of(args[0]).normalize();
      System.exit(
          new Bench(new Setting(options, jar, Path.of(args[1]), folder, Peers.find(), children))
              .run());
    } catch (IllegalArgumentException e) {
      System.err.print("bench: " + e.getMessage() + "\n" + usage);
      System.exit(2);
    }
  }

  private int run() {
    out.println(heading());
    if (setting.options().profile()) {
      return profile();
    }
    for (Measure measure : MEASURES) {
      if (setting.options().wants(measure.name()) && !setting.children().isClosed()) {
        System.err.println("measuring " + measure.name());
        measure(measure);
      }
    }
    if (!setting.children().isClosed()) {
      out.print(table);
    }
    return complete ? 0 : 1;
  }

  private int profile() {
    try {
      out.print(Profile.measure(setting));
      return 0;
    } catch (Exception e) {
      System.err.println("profile: " + e);
      return 1;
    }
  }

  /** One that fails does not keep the others from being measured. */
  private void measure(Measure measure) {
    try {
      measure.run(setting, table);
    } catch (Exception e) {
      if (!setting.children().isClosed()) {
        System.err.println(measure.name() + ": " + e);
        table.skipped(measure.name(), "failed: " + e.getClass().getSimpleName());
        complete = false;
      }
    }
  }

  private String heading() {
    return "%s, %d processors, %s %s, JDK %s, medians of %d%n%s%n"
        .formatted(
            LocalDate.now(ZoneId.systemDefault()),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version(),
            setting.options().rounds(),
            setting.peers());
  }

  private static void cleanUp(Children children, Path folder) {
    try {
      children.close();
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
      }
    } catch (IOException | InterruptedException e) {
      System.err.println("bench: " + folder + " could not be removed: " + e);
    }
  }
}
