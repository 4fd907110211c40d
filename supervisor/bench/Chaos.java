import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Breaks a run on purpose, at random, for as long as it is told, and then counts: every task must
 * have exactly one ended record, and no process may be left. Exits with 0 if so, else with 1.
 *
 * <p>{@code java -cp supervisor.jar Chaos.java [--seconds N] [--seed N] [--tasks N] [--workers N]}
 *
 * <p>The run is repeated round by round: a round is a job of mixed tasks, under which workers are
 * killed, asked to end, stopped and continued, and the supervisor itself is killed or drained and
 * resumed, until all its tasks have ended.
 */
public final class Chaos {

  private enum Fault {
    WORKER_KILLED,
    WORKER_TERMINATED,
    WORKER_STOPPED,
    SUPERVISOR_KILLED,
    SUPERVISOR_DRAINED
  }

  private static final Pattern RECORD =
      Pattern.compile(
          "\\{\"seq\":\\d+,.*?\"id\":\"([^\"]+)\",.*?\"status\":\"(\\w+)\",\"attempts\":(\\d+).*\\}");

  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private final Map<String, Integer> endings = new HashMap<>();
  private final Random random;
  private final long seed;
  private final int tasks;
  private final int workers;
  private final Path folder;
  private final Path jar;
  private final String mark = "reeve-chaos-" + ProcessHandle.current().pid();

  private long runs;
  private long records;
  private long torn;
  private long lost;
  private long doubled;
  private long wrongAttempts;
  private long left;

  private Chaos(long seed, int tasks, int workers) throws IOException {
    this.seed = seed;
    this.random = new Random(seed);
    this.tasks = tasks;
    this.workers = workers;
    this.folder = Files.createTempDirectory("reeve-chaos");
    this.jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
  }

  public static void main(String[] args) throws Exception {
    Map<String, Long> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], Long.parseLong(args[i + 1]));
    }
    Chaos chaos =
        new Chaos(
            options.getOrDefault("--seed", System.nanoTime()),
            options.getOrDefault("--tasks", 1_500L).intValue(),
            options.getOrDefault("--workers", 4L).intValue());
    System.exit(chaos.run(Duration.ofSeconds(options.getOrDefault("--seconds", 60L))) ? 0 : 1);
  }

  private boolean run(Duration time) throws Exception {
    System.out.println("seed " + seed + ", folder " + folder);
    long end = System.nanoTime() + time.toNanos();
    int rounds = 0;
    do {
      round(Files.createDirectory(folder.resolve("round-" + rounds)), end);
      rounds++;
    } while (System.nanoTime() < end);
    left = awaitNobodyLeft();
    int sum = faults.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf("faults %d %s%n", sum, faults);
    System.out.printf("rounds %d, supervisors %d, endings %s%n", rounds, runs, endings);
    System.out.printf(
        "tasks %d, records %d, torn lines cut %d, lost %d, doubled %d, wrong attempts %d, left %d%n",
        (long) rounds * tasks, records, torn, lost, doubled, wrongAttempts, left);
    return lost == 0 && doubled == 0 && wrongAttempts == 0 && left == 0;
  }

  // -- one job, run to its end through all that happens to it

  private void round(Path round, long end) throws Exception {
    Files.createDirectory(round.resolve("marks"));
    Files.writeString(round.resolve("job.jsonl"), job());
    int interruptions = 0;
    int exitCode;
    do {
      boolean calm = System.nanoTime() > end;
      Process supervisor = start(round);
      if (!calm) {
        torment(supervisor, end);
      }
      exitCode = exitCode(supervisor);
      endings.merge(String.valueOf(exitCode), 1, Integer::sum);
      interruptions++;
    } while (exitCode != 0 && exitCode != 1);
    count(round, interruptions);
  }

  private String job() {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= tasks; i++) {
      lines.append(task(i)).append('\n');
    }
    return lines.toString();
  }

  private String task(int i) {
    int kind = random.nextInt(20);
    if (kind < 6) {
      return line(i, "echo", "\"handler\":\"echo\",\"payload\":{\"n\":" + i + "}");
    } else if (kind < 10) {
      int millis = 1 + random.nextInt(80);
      return line(
          i, "sleep", "\"handler\":\"sleep\",\"payload\":{\"duration\":\"" + millis + "ms\"}");
    } else if (kind < 13) {
      return line(i, "mark", command("echo started >> marks/$0", "mark-" + i));
    } else if (kind < 15) {
      return line(i, "tree", command("(sleep 0.2; sleep 0.1) & wait"));
    } else if (kind < 17) {
      return line(i, "fails", command("exit 7"));
    } else if (kind < 19) {
      return line(i, "hash", "\"handler\":\"file/sha256\",\"payload\":{\"path\":\"job.jsonl\"}");
    }
    return line(i, "slow", "\"timeout\":\"300ms\"," + command("sleep 60"));
  }

  private static String line(int i, String kind, String rest) {
    String backoff = "\"backoff\":{\"initial\":\"10ms\",\"max\":\"50ms\"}";
    int retries = kind.equals("fails") || kind.equals("slow") ? 1 : 20;
    return "{\"id\":\"%s-%d\",\"retries\":%d,%s,%s}".formatted(kind, i, retries, backoff, rest);
  }

  private static String command(String script, String... arguments) {
    StringBuilder text = new StringBuilder("\"command\":[\"sh\",\"-c\",\"" + script + "\"");
    for (String argument : arguments) {
      text.append(",\"").append(argument).append('"');
    }
    return text.append(']').toString();
  }

  private Process start(Path round) throws IOException {
    runs++;
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            jar.toString(),
            "run",
            "job.jsonl",
            "-j",
            String.valueOf(workers),
            "--grace",
            "2s",
            "--results",
            "results.jsonl",
            "--resume");
    builder.directory(round.toFile());
    builder.environment().put("REEVE_CHAOS", mark);
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(round.resolve("messages.txt").toFile()));
    return builder.start();
  }

  private static int exitCode(Process process) throws InterruptedException {
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the supervisor hangs: pid " + process.pid());
    }
    return process.exitValue();
  }

  // -- faults

  private void torment(Process supervisor, long end) throws Exception {
    long life = System.nanoTime() + Duration.ofMillis(2_000 + random.nextInt(20_000)).toNanos();
    while (!supervisor.waitFor(50 + random.nextInt(700), TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() > end) {
        return;
      }
      if (System.nanoTime() > life) {
        endSupervisor(supervisor);
        return;
      }
      List<ProcessHandle> children = workersOf(supervisor);
      if (!children.isEmpty()) {
        hurt(children.get(random.nextInt(children.size())));
      }
    }
  }

  private void endSupervisor(Process supervisor) throws Exception {
    boolean kill = random.nextInt(3) > 0;
    signal(kill ? "KILL" : "TERM", supervisor.pid());
    note(kill ? Fault.SUPERVISOR_KILLED : Fault.SUPERVISOR_DRAINED);
  }

  private static List<ProcessHandle> workersOf(Process supervisor) {
    List<ProcessHandle> children = new ArrayList<>();
    try (Stream<ProcessHandle> all = supervisor.children()) {
      all.filter(child -> child.info().commandLine().orElse("").contains("WorkerMain"))
          .forEach(children::add);
    }
    return children;
  }

  private void hurt(ProcessHandle worker) throws Exception {
    int kind = random.nextInt(10);
    if (kind < 4) {
      signal("KILL", worker.pid());
      note(Fault.WORKER_KILLED);
    } else if (kind < 6) {
      signal("TERM", worker.pid());
      note(Fault.WORKER_TERMINATED);
    } else {
      signal("STOP", worker.pid());
      note(Fault.WORKER_STOPPED);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
      signal("CONT", worker.pid());
    }
  }

  private void note(Fault fault) {
    faults.merge(fault, 1, Integer::sum);
  }

  private static void signal(String name, long pid) throws Exception {
    new ProcessBuilder("kill", "-s", name, String.valueOf(pid))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  // -- the count

  private void count(Path round, int interruptions) throws IOException {
    Map<String, Integer> ended = new HashMap<>();
    for (String line : Files.readAllLines(round.resolve("results.jsonl"))) {
      Matcher record = RECORD.matcher(line);
      if (!record.matches()) {
        throw new IllegalStateException("no record: " + line);
      }
      records++;
      String status = record.group(2);
      if (!status.equals("skipped") && !status.equals("cancelled")) {
        ended.merge(record.group(1), 1, Integer::sum);
        judgeAttempts(
            round, record.group(1), status, Integer.parseInt(record.group(3)), interruptions);
      }
    }
    for (String line : Files.readAllLines(round.resolve("job.jsonl"))) {
      String id = line.substring("{\"id\":\"".length(), line.indexOf("\",\"retries\""));
      int times = ended.getOrDefault(id, 0);
      lost += times == 0 ? 1 : 0;
      doubled += times > 1 ? 1 : 0;
      if (times != 1) {
        System.out.println(id + " has " + times + " ended records in " + round);
      }
    }
    String messages = Files.readString(round.resolve("messages.txt"));
    torn += Pattern.compile("torn|cut off").matcher(messages).results().count();
  }

  /**
   * A task leaves a mark each time that it starts: at least once, and once per attempt and
   * supervisor at the most.
   */
  private void judgeAttempts(Path round, String id, String status, int attempts, int interruptions)
      throws IOException {
    boolean wrong = attempts < 1 || attempts > 21;
    if (id.startsWith("mark-")) {
      Path mark = round.resolve("marks").resolve(id);
      long marks = Files.exists(mark) ? Files.readAllLines(mark).size() : 0;
      wrong |= status.equals("succeeded") && marks < 1;
      wrong |= marks > attempts + (long) interruptions - 1;
    }
    if (wrong) {
      wrongAttempts++;
      System.out.println(id + ": " + status + " after " + attempts + " attempts in " + round);
    }
  }

  private long awaitNobodyLeft() throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    List<String> found = marked();
    while (!found.isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(100);
      found = marked();
    }
    found.forEach(process -> System.out.println("left: " + process));
    return found.size();
  }

  /** Processes that inherited the mark in their environment. */
  private List<String> marked() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.filter(Chaos::isProcess).toList()) {
        try {
          if (Files.readString(
                  process.resolve("environ"), java.nio.charset.StandardCharsets.ISO_8859_1)
              .contains("REEVE_CHAOS=" + mark)) {
            found.add(
                process.getFileName() + " " + Files.readString(process.resolve("comm")).strip());
          }
        } catch (IOException e) {
          // it has gone
        }
      }
    }
    return found;
  }

  private static boolean isProcess(Path path) {
    return Character.isDigit(path.getFileName().toString().charAt(0));
  }
}
