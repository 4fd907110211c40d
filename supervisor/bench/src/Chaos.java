import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
 * <p>{@code java -cp supervisor.jar Chaos.java [--seconds N] [--seed N] [--tasks N] [--workers N]
 * [--folder F]}, or {@code Chaos.java --check F} to count again what such a run has left in F
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

  private static final int KILLED = 137;
  private static final int TERMINATED = 143;

  /** Workers died more often than restarting makes sense, which is this program's fault. */
  private static final int GAVE_UP = 70;

  private static final Pattern RECORD =
      Pattern.compile(
          "\\{\"seq\":\\d+,.*?\"id\":\"([^\"]+)\",.*?\"status\":\"(\\w+)\",\"attempts\":(\\d+).*\\}");

  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private final Map<String, Integer> endings = new HashMap<>();
  private final Count count = new Count();
  private final Random random;
  private final long seed;
  private final int tasks;
  private final int workers;
  private final Path folder;
  private final Path jar;
  private final String mark = "reeve-chaos-" + ProcessHandle.current().pid();

  private int longestLife;
  private long runs;
  private long left;

  private Chaos(long seed, int tasks, int workers, Path folder) {
    this.seed = seed;
    this.random = new Random(seed);
    this.tasks = tasks;
    this.workers = workers;
    this.folder = folder;
    this.jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
  }

  private static final List<String> OPTIONS =
      List.of("--seconds", "--seed", "--tasks", "--workers", "--folder", "--check");

  private static Map<String, String> options(String[] args) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!OPTIONS.contains(args[i]) || i + 1 == args.length) {
        System.err.println("usage: Chaos.java [OPTION VALUE]...; the options are " + OPTIONS);
        System.exit(2);
      }
      options.put(args[i], args[i + 1]);
    }
    return options;
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options = options(args);
    boolean good =
        options.containsKey("--check") ? check(Path.of(options.get("--check"))) : run(options);
    System.exit(good ? 0 : 1);
  }

  private static boolean check(Path folder) throws IOException {
    Count count = new Count();
    for (int i = 0; Files.exists(folder.resolve("round-" + i)); i++) {
      count.add(folder.resolve("round-" + i));
    }
    System.out.println(count);
    return count.tasks > 0 && count.isGood();
  }

  private static boolean run(Map<String, String> options) throws Exception {
    Path folder =
        options.containsKey("--folder")
            ? Path.of(options.get("--folder")).toAbsolutePath()
            : Files.createTempDirectory("reeve-chaos");
    Chaos chaos =
        new Chaos(
            Long.parseLong(options.getOrDefault("--seed", String.valueOf(System.nanoTime()))),
            Integer.parseInt(options.getOrDefault("--tasks", "1500")),
            Integer.parseInt(options.getOrDefault("--workers", "4")),
            folder);
    return chaos.run(Duration.ofSeconds(Long.parseLong(options.getOrDefault("--seconds", "60"))));
  }

  private boolean run(Duration time) throws Exception {
    longestLife = (int) Math.min(20_000, Math.max(1, time.toMillis() / 5));
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
    System.out.println(count + ", left " + left);
    return count.isGood() && left == 0;
  }

  // -- one job, run to its end through all that happens to it

  private void round(Path round, long end) throws Exception {
    Files.createDirectory(round.resolve("marks"));
    Files.writeString(round.resolve("job.jsonl"), job());
    int exitCode;
    do {
      boolean calm = System.nanoTime() > end;
      Process supervisor = start(round);
      try {
        if (!calm) {
          torment(supervisor, round, end);
        }
        exitCode = exitCode(supervisor);
      } finally {
        supervisor.destroyForcibly();
      }
      endings.merge(String.valueOf(exitCode), 1, Integer::sum);
      noteBoundary(round);
    } while (mayBeResumed(exitCode, round));
    count.add(round);
  }

  /** Notes the number of records at which one supervisor ends and the next begins. */
  private static void noteBoundary(Path round) throws IOException {
    Path results = round.resolve("results.jsonl");
    long lines = 0;
    if (Files.exists(results)) {
      for (byte b : Files.readAllBytes(results)) {
        lines += b == '\n' ? 1 : 0;
      }
    }
    Files.writeString(
        round.resolve("boundaries"),
        lines + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Only what this program does to a supervisor is a reason for it not to finish. */
  private static boolean mayBeResumed(int exitCode, Path round) {
    return switch (exitCode) {
      case 0, 1 -> false;
      case KILLED, TERMINATED, GAVE_UP -> true;
      default -> throw new IllegalStateException("exit code " + exitCode + " in " + round);
    };
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
      return line(i, "mark", command("echo $REEVE_CHAOS_RUN >> marks/$0", "mark-" + i));
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
    long run = boundaries(round).size();
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
    builder.environment().put("REEVE_CHAOS_RUN", String.valueOf(run));
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

  /**
   * Workers are hurt from the first new record on: three that die before any was ready rightly end
   * a run, and on a busy machine that would be all that ever happens.
   */
  private void torment(Process supervisor, Path round, long end) throws Exception {
    File results = round.resolve("results.jsonl").toFile();
    long before = results.length();
    long life =
        System.nanoTime() + Duration.ofMillis(2_000 + random.nextInt(longestLife)).toNanos();
    while (!supervisor.waitFor(50 + random.nextInt(700), TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() > end) {
        return;
      }
      if (System.nanoTime() > life) {
        endSupervisor(supervisor);
        return;
      }
      List<ProcessHandle> children = workersOf(supervisor);
      if (!children.isEmpty() && results.length() > before) {
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

  private static List<Long> boundaries(Path round) throws IOException {
    Path file = round.resolve("boundaries");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
        : List.of();
  }

  /** The count of all records of all rounds; reads files only. */
  private static final class Count {
    private long tasks;
    private long records;
    private long torn;
    private long lost;
    private long doubled;
    private long strange;
    private long wrongAttempts;

    /** An ended record of a task: its supervisor, its status and its attempts. */
    private record Ended(int run, String status, int attempts) {}

    void add(Path round) throws IOException {
      Map<String, List<Ended>> ended = ended(round);
      for (String line : Files.readAllLines(round.resolve("job.jsonl"))) {
        String id = line.substring("{\"id\":\"".length(), line.indexOf("\",\"retries\""));
        tasks++;
        judge(round, id, ended.getOrDefault(id, List.of()));
        ended.remove(id);
      }
      ended.keySet().forEach(id -> complain(round, id + " is no task"));
      strange += ended.size();
      String messages = Files.readString(round.resolve("messages.txt"));
      torn += Pattern.compile("cut off").matcher(messages).results().count();
    }

    private Map<String, List<Ended>> ended(Path round) throws IOException {
      Map<String, List<Ended>> ended = new HashMap<>();
      List<Long> boundaries = boundaries(round);
      int run = 0;
      long number = 0;
      for (String line : Files.readAllLines(round.resolve("results.jsonl"))) {
        while (run < boundaries.size() - 1 && number >= boundaries.get(run)) {
          run++;
        }
        number++;
        Matcher record = RECORD.matcher(line);
        if (!record.matches()) {
          complain(round, "no record: " + line);
          strange++;
        } else if (!record.group(2).equals("skipped") && !record.group(2).equals("cancelled")) {
          records++;
          Ended one = new Ended(run, record.group(2), Integer.parseInt(record.group(3)));
          ended.computeIfAbsent(record.group(1), id -> new ArrayList<>()).add(one);
        }
      }
      return ended;
    }

    private void judge(Path round, String id, List<Ended> ended) throws IOException {
      if (ended.size() != 1) {
        lost += ended.isEmpty() ? 1 : 0;
        doubled += ended.isEmpty() ? 0 : 1;
        complain(round, id + " has " + ended.size() + " ended records");
      } else if (!isPlausible(id, ended.get(0)) || !agreesWithMarks(round, id, ended.get(0))) {
        wrongAttempts++;
        complain(round, id + ": wrong attempts in " + ended.get(0));
      }
    }

    /** The kinds that end alike in every run have the status and the attempts that they must. */
    private static boolean isPlausible(String id, Ended ended) {
      return switch (ended.status()) {
        case "succeeded" -> ended.attempts() <= 21 && ended.attempts() >= 1 && !endsBadly(id);
        case "failed" -> id.startsWith("fails-") && ended.attempts() == 2;
        case "timed_out" -> id.startsWith("slow-") && ended.attempts() == 2;
        case "crashed" -> ended.attempts() >= 1 && ended.attempts() <= 21;
        default -> false;
      };
    }

    private static boolean endsBadly(String id) {
      return id.startsWith("fails-") || id.startsWith("slow-");
    }

    /**
     * A task leaves a mark each time that its command starts. Under the supervisor that recorded
     * its end it did so once per attempt at the most, and at least once if it succeeded; under a
     * later one it must not have run at all.
     */
    private static boolean agreesWithMarks(Path round, String id, Ended ended) throws IOException {
      if (!id.startsWith("mark-")) {
        return true;
      }
      Path file = round.resolve("marks").resolve(id);
      List<Integer> marks =
          Files.exists(file)
              ? Files.readAllLines(file).stream().map(Integer::valueOf).toList()
              : List.of();
      long then = marks.stream().filter(run -> run == ended.run()).count();
      boolean enough = then > 0 || !ended.status().equals("succeeded");
      return enough
          && then <= ended.attempts()
          && marks.stream().noneMatch(run -> run > ended.run());
    }

    private static void complain(Path round, String what) {
      System.out.println(what + " (" + round + ")");
    }

    boolean isGood() {
      return lost == 0 && doubled == 0 && strange == 0 && wrongAttempts == 0;
    }

    @Override
    public String toString() {
      return "tasks %d, ended records %d, torn lines cut %d, lost %d, doubled %d, strange %d, wrong attempts %d"
          .formatted(tasks, records, torn, lost, doubled, strange, wrongAttempts);
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
          if (Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1)
              .contains("REEVE_CHAOS=" + mark + '\0')) {
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
