import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kills a server with a durable queue again and again while clients submit tasks to it, and then
 * counts: every task that was acknowledged must have exactly one ended record, and no other more
 * than one. Exits with 0 if so, else with 1. Started by {@code supervisor/bench/chaos serve}.
 */
public final class ServerKills {
  private static final List<String> OPTIONS = List.of("--tasks", "--clients", "--kills", "--seed");
  private static final long START_SECONDS = 60;
  private static final long END_SECONDS = 1_200;

  private final Path jar;
  private final Path folder;
  private final int tasks;
  private final int clients;
  private final int kills;
  private final Random random;
  private final int port;
  private final SubmittedIds ids = new SubmittedIds();

  private ServerKills(Path target, Path folder, Map<String, String> options) throws IOException {
    this.jar = target.resolve("supervisor.jar");
    this.folder = folder;
    this.tasks = Integer.parseInt(options.getOrDefault("--tasks", "100000"));
    this.clients = Integer.parseInt(options.getOrDefault("--clients", "16"));
    this.kills = Integer.parseInt(options.getOrDefault("--kills", "20"));
    long seed = Long.parseLong(options.getOrDefault("--seed", "" + System.nanoTime()));
    this.random = new Random(seed);
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    System.out.println("seed " + seed + ", folder " + folder);
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options = ChaosArguments.options(args, "chaos serve", OPTIONS);
    Path folder = Files.createTempDirectory("reeve-kills");
    boolean good = new ServerKills(Path.of(args[0]), folder, options).run();
    if (good) {
      Folders.remove(folder);
    } else {
      System.out.println("the queue is kept in " + folder);
    }
    Folders.remove(Path.of(args[1]));
    System.exit(good ? 0 : 1);
  }

  private boolean run() throws Exception {
    Files.writeString(folder.resolve("token"), "a-token-for-the-chaos-alone\n");
    Process server = start();
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    List<Future<?>> submissions = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      submissions.add(
          threads.submit(
              new SubmittingClient(port, client, tasks / clients, random.nextLong(), ids)));
    }
    for (int kill = 1; kill <= kills; kill++) {
      ids.awaitCount((long) ((kill - random.nextDouble()) * tasks / (kills + 1)));
      server.destroyForcibly().waitFor();
      server = start();
    }
    for (Future<?> submission : submissions) {
      submission.get();
    }
    threads.shutdown();
    return count(server);
  }

  private boolean count(Process server) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
    Map<String, Integer> records = records();
    while (!records.keySet().containsAll(ids.acknowledged()) && System.nanoTime() < end) {
      Thread.sleep(500);
      records = records();
    }
    server.destroy();
    int exitCode = server.waitFor();
    records = records();
    Set<String> ended = records.keySet();
    long lost = ids.acknowledged().stream().filter(id -> !ended.contains(id)).count();
    long doubled = records.values().stream().filter(times -> times > 1).count();
    Set<String> acknowledged = ids.acknowledged();
    long others = ended.stream().filter(id -> !acknowledged.contains(id)).count();
    System.out.printf(
        "%d kills; %d tasks acknowledged: lost %d, doubled %d; %d others ran; exit code %d%n",
        kills, ids.acknowledged().size(), lost, doubled, others, exitCode);
    return lost == 0 && doubled == 0;
  }

  /** Returns how many ended records each id has. */
  private Map<String, Integer> records() throws IOException {
    Map<String, Integer> records = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder.resolve("queue"))) {
      files = all.filter(file -> file.getFileName().toString().startsWith("results-")).toList();
    }
    for (Path file : files) {
      try (Stream<String> lines = Files.lines(file)) {
        lines
            .filter(line -> line.endsWith("}"))
            .map(line -> line.split("\"id\":\"", 2)[1])
            .forEach(rest -> records.merge(rest.substring(0, rest.indexOf('"')), 1, Integer::sum));
      }
    }
    return records;
  }

  private Process start() throws IOException, InterruptedException {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-jar",
                jar.toString(),
                "serve",
                "--listen",
                "127.0.0.1:" + port,
                "--token-file",
                folder.resolve("token").toString(),
                "--queue",
                folder.resolve("queue").toString(),
                "--keep",
                "10000000",
                "--max-queue",
                "10000000",
                "-j",
                "2")
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("messages.txt").toFile()))
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return server;
      } catch (IOException e) {
        if (System.nanoTime() > end || !server.isAlive()) {
          throw new IOException("the server does not start; see " + folder, e);
        }
        Thread.sleep(20);
      }
    }
  }
}
