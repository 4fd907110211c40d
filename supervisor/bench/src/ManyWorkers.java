import java.util.List;

/** Many more workers than processors, beside a pool of two. */
final class ManyWorkers implements Measure {
  private static final int WARM_UP = 8;

  @Override
  public String name() {
    return "many";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    int many = setting.options().tasks(64, 4);
    int count = setting.options().tasks(300_000, 2_000);
    try (Conversation few = setting.embedded("batch", Setting.WORKERS);
        Conversation crowd = setting.embedded("batch", many)) {
      List<Side> sides = List.of(() -> crowd.figure(count), () -> few.figure(count));
      // each of the many has to warm up on its small share
      Rounds.medians(setting.options().tasks(WARM_UP, 1), sides);
      double[] medians = Rounds.medians(setting.options().rounds(), sides);
      table.compare(
          many + " workers, 2 workers",
          Unit.PER_SECOND,
          medians[0],
          medians[1],
          Target.atLeast(0.8));
    }
  }
}
