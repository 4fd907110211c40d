import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A job of one task from {@code java -jar} to exit, beside a JVM that does nothing. */
final class OneTaskJob implements Measure {
  /** The first runs fill caches, Reeve's own and the system's. */
  private static final int WARM_UP = 3;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    Path job = setting.folder().resolve("one.json");
    Files.writeString(job, "{\"tasks\":[{\"id\":\"a\",\"handler\":\"echo\",\"payload\":1}]}");
    Side ours = () -> 1e3 * setting.seconds(setting.reeve("run", job.toString()));
    Side launched = () -> 1e3 * setting.seconds(setting.launcher("run", job.toString()));
    Side theirs = () -> 1e3 * setting.seconds(setting.bareJvm());
    List<Side> sides = List.of(ours, launched, theirs);
    Rounds.medians(setting.options().tasks(WARM_UP, 1), sides);
    // short, so that many rounds are cheap, and needed: starts vary more than anything else
    double[] medians = Rounds.medians(4 * setting.options().rounds(), sides);
    compare(table, "one-task job, java -jar to exit, bare JVM", medians[0], medians[2]);
    compare(table, "one-task job, by the launcher, bare JVM", medians[1], medians[2]);
  }

  private static void compare(Table table, String what, double ours, double theirs) {
    table.compare(what, Unit.MILLISECONDS, ours, theirs, Target.atMost(4));
  }
}
