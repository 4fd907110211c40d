import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Mixed tasks, under which workers are killed, asked to end, stopped and continued, and the
 * supervisor itself is killed or drained and resumed.
 */
final class HurtRound implements ChaosRound {
  /** Workers died more often than restarting makes sense, which is this program's fault. */
  private static final int GAVE_UP = 70;

  private final ChaosSupervisors supervisors;
  private final ChaosJob jobs;
  private final Random random;
  private final ChaosTally tally;
  private final int longestLife;

  HurtRound(
      ChaosSupervisors supervisors, ChaosJob jobs, Random random, ChaosTally tally, Duration time) {
    this.supervisors = supervisors;
    this.jobs = jobs;
    this.random = random;
    this.tally = tally;
    this.longestLife = (int) Math.min(20_000, Math.max(1_000, time.toMillis() / 5));
  }

  @Override
  public String name() {
    return "hurt";
  }

  @Override
  public void play(RoundFolder round, long end) throws Exception {
    jobs.writeMixed(round);
    int exitCode;
    do {
      boolean calm = System.nanoTime() > end;
      Process supervisor = supervisors.resume(round);
      try {
        if (!calm) {
          torment(supervisor, round, end);
        }
        exitCode = supervisors.join(round, supervisor);
      } finally {
        supervisor.destroyForcibly();
      }
    } while (mayBeResumed(exitCode, round));
  }

  /** Only what this program does to a supervisor is a reason for it not to finish. */
  private boolean mayBeResumed(int exitCode, RoundFolder round) {
    return switch (exitCode) {
      case 0, 1 -> false;
      case ChaosSupervisors.KILLED, ChaosSupervisors.TERMINATED, GAVE_UP -> true;
      default -> {
        tally.complain(round, "exit code " + exitCode);
        yield false;
      }
    };
  }

  /**
   * Begins with the first new record: three workers that die before any was ready rightly end a
   * run, and on a busy machine that would be all that ever happens.
   */
  private void torment(Process supervisor, RoundFolder round, long end) throws Exception {
    if (!awaitRecord(supervisor, round, end)) {
      return;
    }
    long life =
        System.nanoTime() + Duration.ofMillis(1_000 + random.nextInt(longestLife)).toNanos();
    while (!supervisor.waitFor(50 + random.nextInt(700), TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() > end) {
        return;
      }
      if (System.nanoTime() > life) {
        endSupervisor(supervisor);
        return;
      }
      List<ProcessHandle> children = workersOf(supervisor);
      if (!children.isEmpty()) {
        hurt(children.get(random.nextInt(children.size())));
      }
    }
  }

  private static boolean awaitRecord(Process supervisor, RoundFolder round, long end)
      throws InterruptedException {
    File results = round.results().toFile();
    long before = results.length();
    while (results.length() == before) {
      if (System.nanoTime() > end || supervisor.waitFor(20, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return true;
  }

  private void endSupervisor(Process supervisor) throws IOException, InterruptedException {
    boolean kill = random.nextInt(3) > 0;
    ChaosSupervisors.signal(kill ? "KILL" : "TERM", supervisor.pid());
    tally.add(kill ? "fault: supervisor killed" : "fault: supervisor drained");
  }

  private static List<ProcessHandle> workersOf(Process supervisor) {
    List<ProcessHandle> children = new ArrayList<>();
    try (Stream<ProcessHandle> all = supervisor.children()) {
      all.filter(child -> child.info().commandLine().orElse("").contains("WorkerMain"))
          .forEach(children::add);
    }
    return children;
  }

  private void hurt(ProcessHandle worker) throws IOException, InterruptedException {
    int kind = random.nextInt(10);
    if (kind < 4) {
      ChaosSupervisors.signal("KILL", worker.pid());
      tally.add("fault: worker killed");
    } else if (kind < 6) {
      ChaosSupervisors.signal("TERM", worker.pid());
      tally.add("fault: worker terminated");
    } else {
      ChaosSupervisors.signal("STOP", worker.pid());
      tally.add("fault: worker stopped");
      TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
      ChaosSupervisors.signal("CONT", worker.pid());
    }
  }
}
