import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Large results in a small heap, and a reader of standard output that stops reading for seconds,
 * with and without {@code -k}. In one of three rounds the records go to a file too, and the
 * supervisor is killed and resumed.
 */
final class StalledRound implements ChaosRound {
  private static final int MOST_STALLS = 3;
  private static final int LONGEST_STALL = 3_000;

  private final ChaosSupervisors supervisors;
  private final ChaosJob jobs;
  private final Random random;
  private final ChaosTally tally;

  StalledRound(ChaosSupervisors supervisors, ChaosJob jobs, Random random, ChaosTally tally) {
    this.supervisors = supervisors;
    this.jobs = jobs;
    this.random = random;
    this.tally = tally;
  }

  @Override
  public String name() {
    return "stalled";
  }

  @Override
  public void play(RoundFolder round, long end) throws Exception {
    round.promiseCalm();
    jobs.writeLarge(round);
    boolean ordered = random.nextBoolean();
    boolean file = random.nextInt(3) == 0;
    List<String> options = new ArrayList<>(List.of("--output", "jsonl"));
    if (ordered) {
      options.add("-k");
    }
    if (file) {
      options.addAll(List.of("--results", "results.jsonl", "--resume"));
    }
    List<String> heap = List.of("-Xmx" + (32 + random.nextInt(33)) + "m");
    Process supervisor = supervisors.start(round, heap, options.toArray(String[]::new));
    try {
      if (file) {
        readAndKill(supervisor);
        supervisors.join(round, supervisor);
        supervisors.joinLast(round, supervisors.resume(round));
      } else {
        read(supervisor, round, ordered);
        supervisors.joinLast(round, supervisor);
      }
    } finally {
      supervisor.destroyForcibly();
    }
  }

  private void readAndKill(Process supervisor) throws IOException, InterruptedException {
    try (BufferedReader lines = supervisor.inputReader()) {
      for (int i = random.nextInt(40); i > 0 && lines.readLine() != null; i--) {}
      stall();
      ChaosSupervisors.signal("KILL", supervisor.pid());
      tally.add("fault: supervisor killed");
      while (lines.readLine() != null) {}
    }
  }

  /** Copies the records to the round's file. */
  private void read(Process supervisor, RoundFolder round, boolean ordered)
      throws IOException, InterruptedException {
    int stalls = 1 + random.nextInt(MOST_STALLS);
    int next = random.nextInt(20);
    long expected = 1;
    try (BufferedReader lines = supervisor.inputReader();
        BufferedWriter copy = Files.newBufferedWriter(round.results())) {
      for (String line = lines.readLine(); line != null; line = lines.readLine(), next--) {
        if (next == 0 && stalls-- > 0) {
          stall();
          next = 1 + random.nextInt(40);
        }
        copy.append(line).append('\n');
        ChaosRecord record = ChaosRecord.of(line);
        if (ordered && (record == null || record.seq() != expected++)) {
          tally.complain(round, "record " + (expected - 1) + " is not in its place");
        }
      }
    }
  }

  private void stall() throws InterruptedException {
    tally.add("fault: reader stalled");
    TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(LONGEST_STALL));
  }
}
