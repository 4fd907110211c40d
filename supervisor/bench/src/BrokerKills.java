import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Troubles supervisors that share a Redis, and Redis itself, while two submitters wait for the
 * records of their tasks: processes are killed and stopped, connections are cut and stalled, the
 * memory of Redis is full for a while. Then it counts: each task must have exactly one record, and
 * Redis must hold nothing but records that expire. Exits with 0 if so, else with 1. Started by
 * {@code supervisor/bench/chaos broker}.
 */
public final class BrokerKills {
  private static final List<String> OPTIONS =
      List.of("--seconds", "--tasks", "--supervisors", "--seed");

  private static final int SUBMITTERS = 2;
  private static final long LEASE_MILLIS = 3_000;

  /** The exit code of a submitter that does not reach its broker when it starts. */
  private static final int BROKER_AWAY = 69;

  /** Counts hashes of tasks that would stay for ever. */
  private static final String LASTING =
      "local n = 0 for _, key in ipairs(redis.call('KEYS', 'reeve:1:*:task:*')) do"
          + " if redis.call('TTL', key) < 0 then n = n + 1 end end return n";

  private final Path folder;
  private final int seconds;
  private final int tasks;
  private final int supervisors;
  private final Random random;
  private final BrokerProcesses processes;
  private final Map<String, Integer> troubles = new TreeMap<>();
  private StallingProxy proxy;

  private BrokerKills(Path target, Path folder, Map<String, String> options) throws IOException {
    this.folder = folder;
    this.seconds = Integer.parseInt(options.getOrDefault("--seconds", "60"));
    this.tasks = Integer.parseInt(options.getOrDefault("--tasks", "" + 150 * seconds));
    this.supervisors = Integer.parseInt(options.getOrDefault("--supervisors", "3"));
    long seed = Long.parseLong(options.getOrDefault("--seed", "" + System.nanoTime()));
    this.random = new Random(seed);
    this.processes = new BrokerProcesses(target.resolve("supervisor.jar"), folder);
    System.out.println("seed " + seed + ", folder " + folder);
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options = ChaosArguments.options(args, "chaos broker", OPTIONS);
    Path folder = Files.createTempDirectory("reeve-broker");
    boolean good = new BrokerKills(Path.of(args[0]), folder, options).run();
    if (good) {
      Folders.remove(folder);
    } else {
      System.out.println("what was written is kept in " + folder);
    }
    Folders.remove(Path.of(args[1]));
    System.exit(good ? 0 : 1);
  }

  private boolean run() throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(this::killAll));
    processes.startRedis();
    proxy = new StallingProxy(processes.port());
    writeTasks();
    for (int i = 0; i < supervisors; i++) {
      startSupervisor(i);
    }
    for (int i = 0; i < SUBMITTERS; i++) {
      startSubmitter(i);
    }
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      Thread.sleep(500 + random.nextInt(2_000));
      trouble();
    }
    return count();
  }

  private void killAll() {
    try {
      processes.killAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes a stream for each submitter; each fifth task leaves a line whenever it runs. */
  private void writeTasks() throws IOException {
    for (int submitter = 0; submitter < SUBMITTERS; submitter++) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < tasks / SUBMITTERS; i++) {
        String id = submitter + "-" + i;
        String work =
            i % 5 == 0
                ? "\"command\":[\"sh\",\"-c\",\"echo %s >> %s\"]"
                    .formatted(id, folder.resolve("runs"))
                : "\"handler\":\"sleep\",\"payload\":{\"duration\":\"%dms\"}"
                    .formatted(random.nextInt(20));
        lines.add(
            "{\"id\":\"%s\",\"retries\":5,\"priority\":%d,%s}".formatted(id, i % 3 - 1, work));
      }
      Files.write(folder.resolve("tasks-" + submitter + ".jsonl"), lines);
    }
  }

  /** The last supervisor is behind the proxy. */
  private void startSupervisor(int number) throws IOException {
    int port = number == supervisors - 1 ? proxy.port() : processes.port();
    processes.startReeve(
        "supervisor-" + number,
        "work",
        "--broker",
        "redis://127.0.0.1:" + port,
        "--lease",
        LEASE_MILLIS + "ms",
        "--max-takeovers",
        "1000",
        "--allow-exec",
        "--grace",
        "2s",
        "-j",
        "2",
        "--jvm-arg=-Xmx32m");
  }

  private void startSubmitter(int number) throws IOException {
    processes.startReeve(
        "submitter-" + number,
        "submit",
        "--broker",
        "redis://127.0.0.1:" + processes.port(),
        "--stream",
        folder.resolve("tasks-" + number + ".jsonl").toString(),
        "--results",
        folder.resolve("results-" + number + ".jsonl").toString(),
        "--broker-max-tasks",
        "2000");
  }

  private void trouble() throws Exception {
    int number = random.nextInt(supervisors);
    switch (random.nextInt(9)) {
      case 0 -> killSupervisor(number);
      case 1, 2 -> killWorker(number);
      case 3 -> stopSupervisor(number);
      case 4 -> killRedis();
      case 5 -> fillRedis();
      case 6 -> killSubmitter(random.nextInt(SUBMITTERS));
      case 7 -> cut();
      default -> stall();
    }
  }

  private void note(String trouble) {
    troubles.merge(trouble, 1, Integer::sum);
  }

  private void killSupervisor(int number) throws Exception {
    note("supervisors killed");
    processes.kill("supervisor-" + number);
    Thread.sleep(random.nextInt(1_500));
    startSupervisor(number);
  }

  private void killWorker(int number) {
    List<ProcessHandle> workers = processes.get("supervisor-" + number).descendants().toList();
    if (!workers.isEmpty()) {
      note("workers killed");
      workers.get(random.nextInt(workers.size())).destroyForcibly();
    }
  }

  /** Half of the times for longer than a lease. */
  private void stopSupervisor(int number) throws Exception {
    note("supervisors stopped and continued");
    processes.signal("supervisor-" + number, "STOP");
    Thread.sleep(random.nextInt((int) (2 * LEASE_MILLIS)));
    processes.signal("supervisor-" + number, "CONT");
  }

  private void killRedis() throws Exception {
    note("Redis killed");
    processes.kill("redis");
    Thread.sleep(random.nextInt(2_000));
    processes.startRedis();
  }

  private void fillRedis() throws Exception {
    note("Redis full");
    processes.ask("CONFIG", "SET", "maxmemory", "1mb");
    Thread.sleep(random.nextInt(3_000));
    processes.ask("CONFIG", "SET", "maxmemory", "0");
  }

  private void killSubmitter(int number) throws Exception {
    note("submitters killed");
    processes.kill("submitter-" + number);
    startSubmitter(number);
  }

  private void cut() {
    note("connections cut");
    proxy.cut();
  }

  private void stall() throws Exception {
    note("connections stalled");
    boolean requests = random.nextBoolean();
    proxy.stall(requests, !requests || random.nextBoolean());
    Thread.sleep(random.nextInt((int) (3 * LEASE_MILLIS)));
    proxy.stall(false, false);
  }

  private boolean count() throws Exception {
    List<String> complaints = new ArrayList<>();
    for (int i = 0; i < SUBMITTERS; i++) {
      int exitCode = processes.get("submitter-" + i).waitFor();
      while (exitCode == BROKER_AWAY) { // it was started while Redis was away, or was loading
        startSubmitter(i);
        exitCode = processes.get("submitter-" + i).waitFor();
      }
      if (exitCode != 0) {
        complaints.add("submitter " + i + " ended with " + exitCode);
      }
    }
    for (int i = 0; i < supervisors; i++) {
      int exitCode = processes.end("supervisor-" + i);
      if (exitCode != 0) {
        complaints.add("supervisor " + i + " ended with " + exitCode);
      }
    }
    Map<String, Integer> records = lines("results-", true);
    long lost = (long) tasks / SUBMITTERS * SUBMITTERS - records.size();
    long doubled = records.values().stream().filter(times -> times > 1).count();
    Map<String, Integer> runs = lines("runs", false);
    long again = runs.values().stream().mapToLong(times -> times - 1).sum();
    System.out.println(troubles);
    System.out.printf(
        "%d tasks: lost %d, doubled %d; %d of %d counted tasks ran, %d runs too many%n",
        records.size(), lost, doubled, runs.size(), tasks / 5, again);
    System.out.println(processes.ask("HGETALL", "reeve:1:{default}:counts").replace('\n', ' '));
    complaints.addAll(leftInRedis());
    complaints.forEach(System.out::println);
    processes.end("redis");
    proxy.close();
    return lost == 0 && doubled == 0 && complaints.isEmpty();
  }

  private List<String> leftInRedis() throws Exception {
    List<String> left = new ArrayList<>();
    for (String lane : List.of("high", "normal", "low")) {
      String stream = "reeve:1:{default}:tasks:" + lane;
      String waiting = processes.ask("XLEN", stream);
      String supervisorsLeft = processes.ask("XINFO", "CONSUMERS", stream, "reeve");
      if (!waiting.equals("0")) {
        left.add(stream + " still holds " + waiting);
      }
      if (processes.ask("XPENDING", stream, "reeve").charAt(0) != '0') {
        left.add(stream + " has pending entries; " + supervisorsLeft.replace('\n', ' '));
      }
    }
    if (!processes.ask("GET", "reeve:1:{default}:bytes").equals("0")) {
      left.add("bytes: " + processes.ask("GET", "reeve:1:{default}:bytes"));
    }
    String lasting = processes.ask("EVAL", LASTING, "0");
    if (!lasting.equals("0")) {
      left.add(lasting + " records do not expire");
    }
    return left;
  }

  /** Returns how often each id has a line in files whose names begin so. */
  private Map<String, Integer> lines(String file, boolean records) throws IOException {
    Map<String, Integer> found = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each :
          files.filter(path -> path.getFileName().toString().startsWith(file)).toList()) {
        for (String line : Files.readAllLines(each)) {
          String id = records ? line.split("\"id\":\"", 2)[1].split("\"", 2)[0] : line;
          found.merge(id, 1, Integer::sum);
        }
      }
    }
    return found;
  }
}
