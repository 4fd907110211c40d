import java.util.List;

/** Two workers that share a counter, a map or a queue, beside those of Python's multiprocessing. */
final class SharedSteps implements Measure {
  private static final String COUNTER = "shared counter, two workers add, ";
  private static final String MAP = "shared map, two workers put, ";
  private static final String QUEUE = "shared queue, one worker puts and one takes, ";
  private static final String BULK = "shared queue, 64 items in a call, ";
  private static final String ARRAY = "number in shared memory, two workers add, ";

  /** Rounds that don't count: compilers have their say first. */
  private static final int WARM_UP = 4;

  @Override
  public String name() {
    return "shared";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    if (setting.peers().lack(Peers.PYTHON, "shared objects", table)) {
      return;
    }
    Target target = Target.atLeast(3);
    try (Conversation ours = setting.sharing("counter")) {
      Comparison counter = new Comparison(setting, table, ours, 5_000_000);
      counter.with("managed-value", 5_000, COUNTER + "Manager().Value and Lock", target);
      counter.with("managed-counter", 20_000, COUNTER + "own class in a Manager", target);
      counter.with("value", 100_000, COUNTER + "Value and its lock", Target.NONE);
    }
    try (Conversation ours = setting.sharing("array")) {
      Comparison array = new Comparison(setting, table, ours, 5_000_000);
      array.with("value", 100_000, ARRAY + "Value and its lock", Target.NONE);
    }
    // of what has no memory of its own, each call is a message there and back
    try (Conversation ours = setting.sharing("map")) {
      Comparison map = new Comparison(setting, table, ours, 50_000);
      map.with("managed-dict", 20_000, MAP + "Manager().dict", Target.NONE);
    }
    try (Conversation ours = setting.sharing("queue")) {
      Comparison queue = new Comparison(setting, table, ours, 1_000_000);
      queue.with("managed-queue", 20_000, QUEUE + "Manager().Queue", target);
      queue.with("queue", 50_000, QUEUE + "Queue", Target.NONE);
    }
    // a manager's queue has no such call: lists as its items are the best that can be done there
    try (Conversation ours = setting.sharing("bulk")) {
      Comparison bulk = new Comparison(setting, table, ours, 5_000_000);
      bulk.with("managed-queue", 20_000, BULK + "Manager().Queue, one by one", Target.NONE);
      bulk.with("managed-lists", 500_000, BULK + "Manager().Queue, in lists", target);
      bulk.with("lists", 500_000, BULK + "Queue, in lists", Target.NONE);
    }
  }

  /** Our figure beside one of theirs after the other. Slower peers get fewer steps. */
  private record Comparison(Setting setting, Table table, Conversation ours, int ourSteps) {

    void with(String mode, int theirSteps, String what, Target target) throws Exception {
      int ourCount = setting.options().tasks(ourSteps, 200);
      int theirCount = setting.options().tasks(theirSteps, 200);
      try (Conversation theirs = setting.pythonShared(mode)) {
        List<Side> sides = List.of(() -> ours.figure(ourCount), () -> theirs.figure(theirCount));
        Rounds.medians(setting.options().tasks(WARM_UP, 1), sides);
        double[] medians = Rounds.medians(setting.options().rounds(), sides);
        table.compare(what, Unit.PER_SECOND, medians[0], medians[1], target);
      }
    }
  }
}
