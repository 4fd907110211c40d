import java.util.List;

/** The time that a worker waits between two long tasks. */
final class TaskGaps implements Measure {
  @Override
  public String name() {
    return "gap";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    int naps = setting.options().tasks(40, 8);
    try (Conversation program = setting.embedded("gap", Setting.WORKERS)) {
      List<Side> ours = List.of(() -> program.figure(naps));
      double median = Rounds.medians(setting.options().rounds(), ours)[0];
      table.figure(
          "long tasks (100 ms), a worker's time between two, p50",
          Unit.MILLISECONDS,
          median,
          Target.atMost(1, Unit.MILLISECONDS));
    }
  }
}
