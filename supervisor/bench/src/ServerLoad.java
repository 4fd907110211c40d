/** Calls of a handler over HTTP, beside a server as tutorials build it, with Redis and polling. */
final class ServerLoad implements Measure {
  private static final int[] CLIENTS = {1, 8, 64, 512};
  private static final double MEDIAN = 0.5;
  private static final double P99 = 0.99;
  private static final double P999 = 0.999;

  @Override
  public String name() {
    return "load";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    double seconds = setting.options().quick() ? 1 : 10;
    noOp(setting, table, seconds);
    double most = model(setting, table, seconds);
    steady(setting, table, most / 2, seconds);
    overload(setting, table, 2 * most, seconds);
  }

  private static void noOp(Setting setting, Table table, double seconds) throws Exception {
    try (LoadServers servers = new LoadServers(setting)) {
      LoadTarget target = servers.reeve("echo");
      for (int clients : new int[] {1, 64}) {
        LoadClients callers = new LoadClients(target, clients);
        Latencies warm = callers.closedLoop(seconds);
        Latencies times = callers.closedLoop(seconds);
        String what = "call of a no-op handler, %d client%s".formatted(clients, s(clients));
        Target median = clients == 1 ? Target.atMost(1, Unit.MILLISECONDS) : Target.NONE;
        table.figure(what + ", p50", Unit.MILLISECONDS, times.millis(MEDIAN), median);
        table.figure(what + ", p99", Unit.MILLISECONDS, times.millis(P99), Target.NONE);
        table.figure(what, Unit.PER_SECOND, times.count() / seconds, Target.NONE);
        if (clients == 1) {
          table.figure(
              what + ", p50 of the first calls",
              Unit.MILLISECONDS,
              warm.millis(MEDIAN),
              Target.NONE);
        }
      }
    }
  }

  private static String s(int count) {
    return count == 1 ? "" : "s";
  }

  /** Returns the most calls of the model in a second. */
  private static double model(Setting setting, Table table, double seconds) throws Exception {
    double most = 0;
    boolean lacks =
        setting.peers().lack(Peers.PYTHON, "calls of a model, tutorial", table)
            || setting.peers().lack(Peers.REDIS, "calls of a model, tutorial", table);
    for (int clients : CLIENTS) {
      Latencies ours;
      try (LoadServers servers = new LoadServers(setting)) {
        ours = timed(servers.reeve("bench/model"), clients, seconds);
      }
      most = Math.max(most, ours.count() / seconds);
      String what = "calls of a model in batches, %d client%s".formatted(clients, s(clients));
      if (lacks) {
        table.figure(what, Unit.PER_SECOND, ours.count() / seconds, Target.NONE);
        table.figure(what + ", p99", Unit.MILLISECONDS, ours.millis(P99), Target.NONE);
        continue;
      }
      try (LoadServers servers = new LoadServers(setting)) {
        compare(table, what, ours, timed(servers.tutorial(), clients, seconds), seconds, clients);
      }
    }
    return most;
  }

  private static Latencies timed(LoadTarget target, int clients, double seconds) throws Exception {
    LoadClients callers = new LoadClients(target, clients);
    Latencies unused = callers.closedLoop(seconds / 2);
    return callers.closedLoop(seconds);
  }

  private static void compare(
      Table table, String what, Latencies ours, Latencies theirs, double seconds, int clients) {
    Target faster = clients > 1 ? Target.atLeast(10) : Target.NONE;
    table.compare(what, Unit.PER_SECOND, ours.count() / seconds, theirs.count() / seconds, faster);
    for (double share : new double[] {MEDIAN, P99, P999}) {
      table.compare(
          what + ", p" + (share == P999 ? "99.9" : Math.round(share * 100)),
          Unit.MILLISECONDS,
          ours.millis(share),
          theirs.millis(share),
          share == P99 ? Target.atMost(0.1) : Target.NONE);
    }
  }

  private static void steady(Setting setting, Table table, double rate, double seconds)
      throws Exception {
    try (LoadServers servers = new LoadServers(setting)) {
      LoadClients callers = new LoadClients(servers.reeve("bench/model"), 256);
      Latencies unused = callers.openLoop(rate, seconds / 2);
      Latencies times = callers.openLoop(rate, seconds);
      String what = "calls of a model at half the highest rate (%.0f/s)".formatted(rate);
      table.figure(what + ", p50", Unit.MILLISECONDS, times.millis(MEDIAN), Target.NONE);
      table.figure(what + ", p99", Unit.MILLISECONDS, times.millis(P99), Target.NONE);
      table.figure(what + ", p99.9", Unit.MILLISECONDS, times.millis(P999), Target.NONE);
    }
  }

  /** More calls than the model can answer, against a queue that holds few. */
  private static void overload(Setting setting, Table table, double rate, double seconds)
      throws Exception {
    try (LoadServers servers = new LoadServers(setting)) {
      LoadTarget target = servers.reeve("bench/model", "--max-queue", "256");
      LoadClients callers = new LoadClients(target, 1_024);
      Latencies unused = callers.openLoop(rate, seconds / 2);
      double before = servers.megabytes();
      Latencies times = callers.openLoop(rate, seconds);
      String what = "calls of a model at twice the highest rate (%.0f/s)".formatted(rate);
      table.figure(what + ", answered", Unit.PER_SECOND, times.count() / seconds, Target.NONE);
      table.figure(
          what + ", refused with 429", Unit.PER_SECOND, times.refused() / seconds, Target.NONE);
      table.figure(what + ", p99 of answers", Unit.MILLISECONDS, times.millis(P99), Target.NONE);
      table.figure(
          what + ", resident memory, growth",
          Unit.RATIO,
          servers.megabytes() / before,
          Target.atMost(1.2));
    }
  }
}
