import java.util.List;

/**
 * Many tasks that do nothing but give back a number, through the Java interface, beside the pools
 * of Python.
 */
final class NoOpTasks implements Measure {
  private static final String WHAT = "no-op tasks, Java interface";

  /** Batches that don't count, of the same size on both sides: compilers have their say first. */
  private static final int WARM_UP = 3;

  @Override
  public String name() {
    return "noop";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    if (setting.peers().lack(Peers.PYTHON, WHAT, table)) {
      return;
    }
    compare(setting, table, "imap", 64, 300_000, Target.atLeast(1.5));
    compare(setting, table, "imap", 1, 60_000, Target.NONE);
    compare(setting, table, "executor", 64, 300_000, Target.NONE);
    compare(setting, table, "executor", 1, 20_000, Target.NONE);
    if (!setting.peers().lack(Peers.JOBLIB, WHAT + ", loky through joblib", table)) {
      compare(setting, table, "joblib", 0, 100_000, Target.NONE);
    }
  }

  /** Slower peers get fewer tasks; what is compared is tasks per second. */
  private static void compare(
      Setting setting, Table table, String mode, int chunk, int theirCount, Target target)
      throws Exception {
    int ourTasks = setting.options().tasks(300_000, 3_000);
    int theirTasks = setting.options().tasks(theirCount, 1_000);
    try (Conversation ours = setting.embedded("batch", Setting.WORKERS);
        Conversation theirs = setting.pythonPool(mode, Setting.WORKERS, chunk)) {
      double ourFirst = ours.figure(ourTasks);
      double theirFirst = theirs.figure(theirTasks);
      for (int i = 1; i < WARM_UP; i++) {
        ours.ask(ourTasks);
        theirs.ask(theirTasks);
      }
      double[] medians =
          Rounds.medians(
              setting.options().rounds(),
              List.of(() -> ours.figure(ourTasks), () -> theirs.figure(theirTasks)));
      String what = WHAT + ", " + peer(mode, chunk);
      table.compare(what, Unit.PER_SECOND, medians[0], medians[1], target);
      if (!target.isNone()) {
        table.compare(
            what + ", first batch of all", Unit.PER_SECOND, ourFirst, theirFirst, Target.NONE);
      }
    }
  }

  private static String peer(String mode, int chunk) {
    return switch (mode) {
      case "imap" -> "Pool.imap_unordered, chunks of " + chunk;
      case "executor" -> "ProcessPoolExecutor.map, chunks of " + chunk;
      default -> "loky through joblib";
    };
  }
}
