import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A job of one task from start to exit, beside programs that do as little. */
final class OneTaskJob implements Measure {
  /** The first runs fill caches, Reeve's own and the system's. */
  private static final int WARM_UP = 3;

  private static final String JAVA_JAR = "one-task job, by java -jar, ";
  private static final String LAUNCHER = "one-task job, by the launcher, ";

  @Override
  public String name() {
    return "start";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    Path job = setting.folder().resolve("one.json");
    Files.writeString(job, "{\"tasks\":[{\"id\":\"a\",\"handler\":\"echo\",\"payload\":1}]}");
    Side ours = () -> millis(setting, setting.reeve("run", job.toString()));
    Side launched = () -> millis(setting, setting.launcher("run", job.toString()));
    Side theirs = () -> millis(setting, setting.bareJvm());
    Side version = () -> millis(setting, setting.launcher("--version"));
    Side help = () -> millis(setting, setting.launcher("--help"));
    List<Side> sides = new ArrayList<>(List.of(ours, launched, theirs, version, help));
    boolean hasPool = setting.peers().has(Peers.PYTHON);
    boolean hasParallel = setting.peers().has(Peers.PARALLEL);
    sides.add(hasPool ? () -> millis(setting, setting.python("one.py")) : () -> 0);
    sides.add(hasParallel ? () -> millis(setting, parallel()) : () -> 0);
    Rounds.medians(setting.options().tasks(WARM_UP, 1), sides);
    // short, so that many rounds are cheap, and needed: starts vary more than anything else
    double[] medians = Rounds.medians(4 * setting.options().rounds(), sides);
    compare(table, JAVA_JAR + "bare JVM", medians[0], medians[2], Target.NONE);
    compare(table, LAUNCHER + "bare JVM", medians[1], medians[2], Target.NONE);
    if (hasParallel) {
      compare(table, JAVA_JAR + "GNU parallel", medians[0], medians[6], Target.atMost(2));
      compare(table, LAUNCHER + "GNU parallel", medians[1], medians[6], Target.atMost(1));
    }
    if (hasPool) {
      compare(table, LAUNCHER + "Pool(1)", medians[1], medians[5], Target.NONE);
    }
    Target quick = Target.atMost(150, Unit.MILLISECONDS);
    table.figure("--version, by the launcher", Unit.MILLISECONDS, medians[3], quick);
    table.figure("--help, by the launcher", Unit.MILLISECONDS, medians[4], quick);
  }

  private static double millis(Setting setting, ProcessBuilder builder) throws Exception {
    return 1e3 * setting.seconds(builder);
  }

  private static ProcessBuilder parallel() {
    return new ProcessBuilder("parallel", "--will-cite", "-j1", "true", ":::", "a");
  }

  private static void compare(Table table, String what, double ours, double theirs, Target target) {
    table.compare(what, Unit.MILLISECONDS, ours, theirs, target);
  }
}
