import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Supervisors that are killed at random moments, most of them early, while archives, logs and files
 * for large results are made. Then nothing of them may be left after one ordinary run.
 */
final class KilledRound implements ChaosRound {
  /** After so many kills all archives are removed, so that they are made anew. */
  private static final int SAME_ARCHIVES = 5;

  private static final int LONGEST_LIFE = 3_000;

  private final ChaosSupervisors supervisors;
  private final ChaosJob jobs;
  private final Random random;
  private final ChaosTally tally;
  private final int kills;

  KilledRound(
      ChaosSupervisors supervisors, ChaosJob jobs, Random random, ChaosTally tally, int kills) {
    this.supervisors = supervisors;
    this.jobs = jobs;
    this.random = random;
    this.tally = tally;
    this.kills = kills;
  }

  @Override
  public String name() {
    return "killed";
  }

  @Override
  public void play(RoundFolder round, long end) throws Exception {
    round.promiseCalm();
    if (random.nextBoolean()) {
      jobs.writeMixed(round);
    } else {
      jobs.writeLarge(round);
    }
    Path folder = round.path().getParent();
    long left = 0;
    for (int i = 0; i < kills; i++) {
      if (i % SAME_ARCHIVES == 0) {
        left += supervisors.awaitNobodyLeft();
        removeArchives(folder.resolve("cache/reeve"));
      }
      killOne(round);
    }
    left += supervisors.awaitNobodyLeft();
    ChaosLeftovers leftovers = new ChaosLeftovers(folder, supervisors.pids());
    leftovers.names().forEach(file -> tally.add("file for the next run to remove"));
    supervisors.joinLast(round, supervisors.resume(round));
    left += supervisors.awaitNobodyLeft();
    tally.addLeft(left, leftovers.count());
  }

  /** Removes whole archives only: what is unfinished is for Reeve to remove. */
  private static void removeArchives(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jsa")) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
    }
  }

  private void killOne(RoundFolder round) throws IOException, InterruptedException {
    String[] options = {
      "--results", "results.jsonl", "--resume", "--summary", "summary.json", "-k"
    };
    Process supervisor =
        random.nextBoolean()
            ? supervisors.launch(round, options)
            : supervisors.start(round, List.of("-Xmx48m"), options);
    double life = LONGEST_LIFE * random.nextDouble() * random.nextDouble();
    if (!supervisor.waitFor((long) life, TimeUnit.MILLISECONDS)) {
      ChaosSupervisors.signal("KILL", supervisor.pid());
      tally.add("fault: supervisor killed");
    }
    supervisors.join(round, supervisor);
  }
}
