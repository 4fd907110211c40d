import java.util.List;

/**
 * A worker's way from the start of a pool to its first result, as a program with Reeve inside sees
 * it, beside a JVM that starts and exits: every part of the supervisor's way of starting one
 * counts.
 */
final class WorkerReady implements Measure {
  private static final int WARM_UP = 5;

  @Override
  public String name() {
    return "ready";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    try (Conversation program = setting.embedded("ready", 1)) {
      Side ours = () -> program.figure(1);
      Side theirs = () -> 1e3 * setting.seconds(setting.bareJvm());
      Rounds.medians(setting.options().tasks(WARM_UP, 1), List.of(ours, theirs));
      double[] medians = Rounds.medians(4 * setting.options().rounds(), List.of(ours, theirs));
      table.compare(
          "worker ready (first result of a new pool), bare JVM",
          Unit.MILLISECONDS,
          medians[0],
          medians[1],
          Target.atMost(1.5));
    }
  }
}
