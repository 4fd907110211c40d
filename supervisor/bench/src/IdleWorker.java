/** The memory of a worker that has run a task and has nothing to do. */
final class IdleWorker implements Measure {
  private static final String WHAT = "idle worker, PSS";

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    if (!ProcessMemory.isKnown()) {
      table.skipped(WHAT, "skipped: no /proc");
      return;
    }
    double ours;
    try (Conversation program = setting.embedded("pids", Setting.WORKERS)) {
      ours = memory(program);
    }
    table.figure(WHAT, Unit.MEGABYTES, ours, Target.atMost(35, Unit.MEGABYTES));
    if (setting.peers().has(Peers.PYTHON)) {
      try (Conversation pool = setting.pythonPool("pids", Setting.WORKERS, 0)) {
        String what = WHAT + ", multiprocessing.Pool";
        table.compare(what, Unit.MEGABYTES, ours, memory(pool), Target.NONE);
      }
    }
  }

  /** The median of its workers. */
  private static double memory(Conversation program) throws Exception {
    double[] pids = program.ask(1);
    double[] memory = new double[pids.length];
    for (int i = 0; i < pids.length; i++) {
      memory[i] = ProcessMemory.proportional((long) pids[i]);
    }
    return Rounds.median(memory);
  }
}
