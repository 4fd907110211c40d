import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Breaks runs on purpose, at random, for as long as it is told, and then counts: every task must
 * have exactly one ended record, and neither processes nor files may be left. Exits with 0 if so,
 * else with 1. The script {@code supervisor/bench/chaos} compiles and starts it.
 *
 * <p>A round is one job that is run until all its tasks have ended, in a folder of its own. There
 * are four kinds of rounds, which take turns: see {@link ChaosRound}.
 */
public final class Chaos {
  private static final List<String> OPTIONS =
      List.of("--seconds", "--seed", "--tasks", "--workers", "--folder", "--check");

  /** From this time on there is enough of it for many supervisors in one round. */
  private static final Duration LONG = Duration.ofMinutes(3);

  private final ChaosCount count = new ChaosCount();
  private final ChaosTally tally = new ChaosTally();
  private final ChaosSupervisors supervisors;
  private final List<ChaosRound> turns;
  private final Path folder;
  private final Duration time;

  private Chaos(Path target, Path folder, Map<String, String> options) throws IOException {
    this.folder = folder;
    this.time = Duration.ofSeconds(Long.parseLong(options.getOrDefault("--seconds", "60")));
    long seed = Long.parseLong(options.getOrDefault("--seed", "" + System.nanoTime()));
    int tasks = Integer.parseInt(options.getOrDefault("--tasks", "250"));
    int workers = Integer.parseInt(options.getOrDefault("--workers", "4"));
    System.out.println("seed " + seed + ", folder " + folder);
    Random random = new Random(seed);
    boolean many = time.compareTo(LONG) >= 0;
    supervisors = new ChaosSupervisors(target, folder, workers, tally);
    ChaosRound hurt = new HurtRound(supervisors, new ChaosJob(random, tasks), random, tally, time);
    ChaosJob jobs = new ChaosJob(random, many ? tasks : tasks / 6);
    ChaosRound spoiled = new SpoiledRound(supervisors, jobs, random, tally, many ? 4 : 1);
    ChaosRound stalled = new StalledRound(supervisors, jobs, random, tally);
    ChaosRound killed = new KilledRound(supervisors, jobs, random, tally, many ? 50 : 3);
    turns = List.of(hurt, spoiled, stalled, killed, spoiled, hurt, stalled);
  }

  public static void main(String[] args) throws Exception {
    Folders.removeAtExit(Path.of(args[1]));
    Map<String, String> options = ChaosArguments.options(args, "chaos", OPTIONS);
    boolean good =
        options.containsKey("--check")
            ? check(Path.of(options.get("--check")))
            : new Chaos(Path.of(args[0]), folder(options), options).run();
    System.exit(good ? 0 : 1);
  }

  private static Path folder(Map<String, String> options) throws IOException {
    return options.containsKey("--folder")
        ? Files.createDirectories(Path.of(options.get("--folder")).toAbsolutePath())
        : Files.createTempDirectory("reeve-chaos");
  }

  private static boolean check(Path folder) throws IOException {
    ChaosCount count = new ChaosCount();
    for (int i = 0; Files.exists(folder.resolve("round-" + i)); i++) {
      count.add(new RoundFolder(folder.resolve("round-" + i)));
    }
    System.out.println(count);
    return count.tasks() > 0 && count.isGood();
  }

  private boolean run() throws Exception {
    long end = System.nanoTime() + time.toNanos();
    for (int i = 0; i < 4 || System.nanoTime() < end; i++) {
      ChaosRound kind = turns.get(i % turns.size());
      RoundFolder round = RoundFolder.create(folder.resolve("round-" + i));
      tally.add(kind.name() + " rounds");
      long start = System.nanoTime();
      kind.play(round, end);
      count.add(round);
      System.out.printf(
          "round-%d: %s, %d s%n", i, kind.name(), (System.nanoTime() - start) / 1_000_000_000);
    }
    long left = supervisors.awaitNobodyLeft();
    supervisors.ordinaryRun(RoundFolder.create(folder.resolve("ordinary")));
    long leftovers = new ChaosLeftovers(folder, supervisors.pids()).count();
    count.addStrange(tally.complaints());
    System.out.print(tally);
    System.out.println(
        count
            + ", left %d, leftovers %d"
                .formatted(left + tally.left(), leftovers + tally.leftovers()));
    return count.isGood() && left + tally.left() == 0 && leftovers + tally.leftovers() == 0;
  }
}
