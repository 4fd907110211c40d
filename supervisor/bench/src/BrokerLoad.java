import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** No-op tasks by a Redis that supervisors share, beside Celery with the same Redis. */
final class BrokerLoad implements Measure {
  private static final String DEBIAN_PYTHON = "/usr/bin/python3";

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    int tasks = setting.options().tasks(20_000, 200);
    if (setting.peers().lack(Peers.REDIS, "tasks by a broker", table)) {
      return;
    }
    Figures ours = ours(setting, 2, tasks);
    boolean lacks = setting.peers().lack(Peers.CELERY, "tasks by a broker, Celery", table);
    Figures theirs = lacks ? null : celery(setting, tasks);
    row(
        table,
        "no-op tasks by a broker, 2 supervisors of 1 worker",
        Unit.PER_SECOND,
        ours.rate(),
        lacks ? 0 : theirs.rate());
    row(
        table,
        "a task from its submission to its record, p50",
        Unit.MILLISECONDS,
        ours.median(),
        lacks ? 0 : theirs.median());
    row(
        table,
        "a task from its submission to its record, p99",
        Unit.MILLISECONDS,
        ours.p99(),
        lacks ? 0 : theirs.p99());
    row(
        table,
        "processor time of a task, without Redis and submitter",
        Unit.MILLISECONDS,
        ours.processorMillis(),
        lacks ? 0 : theirs.processorMillis());
    for (int supervisors : new int[] {1, 4}) {
      Figures others = ours(setting, supervisors, tasks);
      String what =
          "no-op tasks by a broker, %d supervisor%s of 1 worker"
              .formatted(supervisors, supervisors == 1 ? "" : "s");
      table.figure(what, Unit.PER_SECOND, others.rate(), Target.NONE);
      table.figure(
          what + ", processor time of a task",
          Unit.MILLISECONDS,
          others.processorMillis(),
          Target.NONE);
    }
  }

  private static void row(Table table, String what, Unit unit, double ours, double theirs) {
    if (theirs == 0) {
      table.figure(what, unit, ours, Target.NONE);
    } else {
      table.compare(what, unit, ours, theirs, Target.NONE);
    }
  }

  /** What was measured of one side. */
  private record Figures(double rate, double median, double p99, double processorMillis) {}

  private static Figures ours(Setting setting, int supervisors, int tasks) throws Exception {
    List<Process> workers = new ArrayList<>();
    try (LoadServers servers = new LoadServers(setting)) {
      int redis = servers.redis();
      for (int i = 0; i < supervisors; i++) {
        workers.add(
            servers.start(
                setting.reeve("work", "-j", "1", "-q", "--broker", "redis://127.0.0.1:" + redis)));
      }
      try (Conversation submitter = setting.brokerCalls(redis)) {
        return measure(submitter, workers, tasks);
      }
    }
  }

  private static Figures celery(Setting setting, int tasks) throws Exception {
    try (LoadServers servers = new LoadServers(setting)) {
      int redis = servers.redis();
      ProcessBuilder worker =
          new ProcessBuilder(
              DEBIAN_PYTHON,
              "-m",
              "celery",
              "-A",
              "celery_peer",
              "worker",
              "-c",
              "2",
              "-l",
              "ERROR");
      Process unusedWorker = servers.start(withRedis(setting, worker, redis));
      ProcessBuilder program =
          new ProcessBuilder(
              DEBIAN_PYTHON, setting.peersFolder().resolve("celery_peer.py").toString());
      try (Conversation submitter = new Conversation(setting, withRedis(setting, program, redis))) {
        return measure(submitter, List.of(unusedWorker), tasks);
      }
    }
  }

  private static ProcessBuilder withRedis(Setting setting, ProcessBuilder builder, int port) {
    builder.environment().put("REDIS_PORT", "" + port);
    builder.environment().put("PYTHONPATH", setting.peersFolder().toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    return builder;
  }

  private static Figures measure(Conversation submitter, List<Process> workers, int tasks)
      throws IOException {
    double[] unusedWarm = submitter.ask(tasks / 4);
    double before = ProcessorTime.seconds(workers);
    double seconds = submitter.figure(tasks);
    double used = ProcessorTime.seconds(workers) - before;
    double[] single = submitter.ask(-tasks / 20);
    return new Figures(tasks / seconds, single[0], single[1], used / tasks * 1e3);
  }
}
